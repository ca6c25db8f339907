internal import CSystem
internal import Glibc

/// A connected socket as plain `async` code sees it: reads and writes that suspend, on one loop.
///
/// Not `Sendable`: it belongs to the task or actor that runs on its loop.
package final class ByteStream {
    package let loop: EventLoop
    let descriptor: Descriptor
    let state = StreamState()
    private let id: WatchID
    private var isOpen = true
    private var endsInReset = false
    private var mustYield = false

    /// Takes the socket over; called on the loop.
    package init(_ descriptor: consuming Descriptor, on loop: EventLoop) throws(SystemCallError) {
        loop.assertOnLoop()
        self.loop = loop
        id = try loop.register(descriptor.number, [.read, .write, .onChange], .stream(state))
        self.descriptor = descriptor
    }

    deinit { close() }

    /// Stops listening for events; the descriptor itself is closed when the stream is released.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        loop.unwatch(id)
        if let timer = state.deadlineTimer { loop.cancel(timer) }
        state.onHangUp = nil
        state.onActivity = nil
        state.interrupt(with: .closed)
        // An orderly end first would make the reset after it go unheard.
        if !endsInReset { _ = shutdown(descriptor.number, Int32(SHUT_RDWR)) }
    }

    /// Sends the end of the stream while still reading.
    package func finishWriting() { _ = shutdown(descriptor.number, Int32(SHUT_WR)) }

    /// Makes the close a reset: what was not sent is dropped, and the peer learns that the stream was cut.
    package func resetOnClose() {
        endsInReset = true
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(
            descriptor.number, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Whether the socket is as its last read left it: no new bytes, no end.
    package var isQuiet: Bool { !state.isReadable && !state.hasHungUp && state.interruption == nil }

    /// Whether the socket is quiet when the system is asked, as the loop may not have heard the latest yet.
    package var isQuietNow: Bool {
        guard isQuiet else { return false }
        var byte: UInt8 = 0
        return unsafe recv(descriptor.number, &byte, 1, Int32(MSG_PEEK)) < 0 && errno == EAGAIN
    }

    /// Runs the action when the peer goes, at once if it has gone; nil takes the action back.
    package func onHangUp(_ action: (() -> Void)?) {
        if state.hasHungUp, let action { return action() }
        state.onHangUp = action
    }

    /// Runs the action when the peer speaks or goes while the stream is set aside; nil takes the action back.
    package func onActivity(_ action: (() -> Void)?) {
        if action != nil { state.useNumber &+= 1 }
        state.onActivity = action
    }

    /// The moment at which whatever is waited for ends with `timedOut`.
    ///
    /// Moving it later is nearly free: the timer runs at the earlier moment and looks again.
    package var deadline: LoopTime {
        get { state.deadline }
        set {
            state.deadline = newValue
            guard isOpen, newValue < .distantFuture else { return }
            guard let timer = state.deadlineTimer else {
                state.deadlineTimer = loop.schedule(at: newValue, deadlineAction())
                return
            }
            if timer.position == nil || newValue < timer.due { loop.move(timer, to: newValue) }
        }
    }

    private func deadlineAction() -> () -> Void {
        { [unowned loop, unowned state] in
            guard state.deadline < .distantFuture, let timer = state.deadlineTimer else { return }
            guard state.deadline <= loop.now else { return loop.move(timer, to: state.deadline) }
            state.interrupt(with: .timedOut)
        }
    }

    /// Waits for bytes and hands them over; returns how many, 0 at the end of the stream.
    package func read(_ consume: (Span<UInt8>) -> Void) async throws(StreamError) -> Int {
        if mustYield {
            mustYield = false
            await Task.yield()
        }
        while true {
            try state.throwInterruption()
            guard state.isReadable else {
                await wait(forReading: true)
                continue
            }
            let count = unsafe recv(descriptor.number, loop.scratch.baseAddress, EventLoop.scratchBytes, 0)
            if count > 0 {
                // A short read emptied the socket: the next byte makes a new event.
                if count < EventLoop.scratchBytes, !state.hasHungUp { state.isReadable = false }
                // A peer that always has more would otherwise keep the loop to itself.
                mustYield = count == EventLoop.scratchBytes
                let bytes = unsafe UnsafeBufferPointer(
                    rebasing: loop.scratch.assumingMemoryBound(to: UInt8.self)[..<count])
                unsafe consume(bytes.span)
                return count
            }
            if count == 0 { return 0 }
            try recover(errno) { state.isReadable = false }
        }
    }

    /// Writes all the bytes; a peer that takes none for as long as `stall` ends it with `timedOut`.
    package func write(_ bytes: [UInt8], stall: Duration) async throws(StreamError) {
        var sent = 0
        while sent < bytes.count {
            try state.throwInterruption()
            guard state.isWritable else {
                deadline = .current() + stall
                await wait(forReading: false)
                deadline = .distantFuture
                continue
            }
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe send(
                    descriptor.number, all.baseAddress?.advanced(by: sent), all.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
            } else {
                try recover(errno) { state.isWritable = false }
            }
        }
    }

    private func recover(_ number: Int32, wouldBlock: () -> Void) throws(StreamError) {
        switch number {
        case EAGAIN: wouldBlock()
        case EINTR: break
        default: throw .disconnected
        }
    }

    /// Suspends until the socket is ready or the wait is interrupted, which also its task's cancellation does.
    ///
    /// The operation names the actor because it would otherwise leave the actor's loop for the global pool.
    func wait(forReading: Bool, on actor: isolated (any Actor)? = #isolation) async {
        let use = state.useNumber
        await withTaskCancellationHandler {
            _ = actor
            unsafe await withUnsafeContinuation { continuation in
                if Task.isCancelled { state.interrupt(with: .cancelled) }
                unsafe state.suspend(continuation, forReading: forReading)
            }
        } onCancel: { [loop, id] in
            loop.execute { loop.interrupt(id, use) }
        }
    }
}

extension EventLoop {
    /// Ends what the stream with that registration waits for, because its task was cancelled.
    ///
    /// The task may have come to its end all the same, and the stream may be another's by now.
    fileprivate func interrupt(_ id: WatchID, _ use: UInt64) {
        guard case .stream(let state) = watches.listener(of: id), state.useNumber == use else { return }
        state.interrupt(with: .cancelled)
    }
}
