/// What the loop knows of one connected socket; lives on the loop's thread.
@safe final class StreamState {
    /// Believed until the socket says otherwise; events come once for each change.
    var isReadable = true
    var isWritable = true
    var hasHungUp = false
    var interruption: StreamError?
    var readWaiter: UnsafeContinuation<Void, Never>?
    var writeWaiter: UnsafeContinuation<Void, Never>?
    /// Called once when the peer goes, so that what is done for it can stop.
    var onHangUp: (() -> Void)?
    /// Called when anything is heard while nobody waits for it.
    var onActivity: (() -> Void)?
    /// Counts how often the stream was set aside, so that a late cancellation ends nobody else's wait.
    var useNumber: UInt64 = 0
    var deadline = LoopTime.distantFuture
    var deadlineTimer: LoopTimer?

    func hear(_ readiness: Readiness) {
        if readiness.contains(.failure) || readiness.contains(.hangUp) {
            hasHungUp = true
            isReadable = true
            isWritable = true
            // Taken first: the action may set another.
            let action = onHangUp
            onHangUp = nil
            action?()
        }
        if readiness.contains(.read) { isReadable = true }
        if readiness.contains(.write) { isWritable = true }
        if isReadable, let action = onActivity { return action() }
        if isReadable { resumeReader() }
        if isWritable { resumeWriter() }
    }

    /// Keeps the waiter unless what it waits for has come by now: a task may lose its turn on the way here.
    func suspend(_ waiter: UnsafeContinuation<Void, Never>, forReading: Bool) {
        if interruption != nil || (forReading ? isReadable : isWritable) {
            unsafe waiter.resume()
        } else if forReading {
            unsafe readWaiter = waiter
        } else {
            unsafe writeWaiter = waiter
        }
    }

    /// Throws what ended the wait; a deadline ends one wait only, so that the peer can still be told.
    func throwInterruption() throws(StreamError) {
        guard let error = interruption else { return }
        if error == .timedOut { interruption = nil }
        throw error
    }

    /// Ends what the stream waits for, now and later, with that error.
    func interrupt(with error: StreamError) {
        if interruption == nil || interruption == .timedOut { interruption = error }
        resumeReader()
        resumeWriter()
    }

    private func resumeReader() {
        let waiter = unsafe readWaiter
        unsafe readWaiter = nil
        unsafe waiter?.resume()
    }

    private func resumeWriter() {
        let waiter = unsafe writeWaiter
        unsafe writeWaiter = nil
        unsafe waiter?.resume()
    }
}
