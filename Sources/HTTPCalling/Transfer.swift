internal import Reactor

/// One request under way: what has arrived of its answer, and who waits for more.
///
/// A class because libcurl's callbacks and the reader of the answer share it. Lives on the client's loop.
@safe final class Transfer {
    /// How much of a body is kept for a reader that is slower than the upstream; then libcurl is told to pause.
    ///
    /// It may be passed by one piece of libcurl's, which is 16 KiB at the most.
    static let bufferLimit = 128 * 1024

    enum Ending {
        case complete
        case failed(ClientError)
    }

    let client: HTTPClient
    let timeouts: ClientTimeouts
    let rule: AddressRule
    /// What libcurl works with, as long as it works.
    var easy: EasyHandle?
    private(set) var head = HeadReader()
    private(set) var connectTime: Duration?
    private(set) var isPaused = false
    /// Why a callback stopped the transfer; libcurl itself only knows that one did.
    private(set) var refusal: ClientError?
    private var headLine: [UInt8] = []
    /// What has come of the body and was not asked for yet.
    private(set) var buffer: [UInt8] = []
    private var ending: Ending?
    private var waiter: UnsafeContinuation<Void, Never>?
    /// Whether the reader was woken on its way to waiting, when a task may lose its turn.
    private var hasNews = false
    /// The name under which a cancelled task, on whatever thread, calls for the end.
    private var cancelCall: WatchID?

    init(_ request: ClientRequest, of client: HTTPClient) {
        self.client = client
        timeouts = request.timeouts
        rule = request.addressRule
        cancelCall = client.loop.expectCalls { [unowned self] in cancel() }
    }

    /// What the connection can be reused for: after HTTP/1 the peer is silent until it is asked again.
    var leavesQuietConnection: Bool { !isPaused && head.version != .http2 }

    /// Ends the transfer now, unless it has ended.
    func cancel() {
        // A loop that has stopped has no transfers.
        if ending == nil, client.loop.isOnLoop { client.abandon(self, because: .cancelled) }
    }

    // Called by libcurl's callbacks

    /// Takes a line of the head; false stops the transfer.
    func receive(headLine line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !head.isComplete else { return true }
        do throws(ClientError) {
            headLine.removeAll(keepingCapacity: true)
            unsafe headLine.append(contentsOf: line)
            try head.read(headLine[...])
        } catch {
            refusal = error
            return false
        }
        if head.isComplete {
            connectTime = easy?.connectTime
            expectBytes()
            wakeReader()
        }
        return true
    }

    /// Takes a piece of the body; false when the reader has to catch up first, and the piece will come again.
    func receive(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard buffer.count < Self.bufferLimit else {
            isPaused = true
            easy?.deadline.due = .distantFuture
            return false
        }
        unsafe buffer.append(contentsOf: bytes)
        expectBytes()
        wakeReader()
        return true
    }

    func refuseAddress() { refusal = .refusedAddress }

    private func expectBytes() {
        easy?.deadline.due = client.loop.now + timeouts.idle
    }

    // Called by the client

    /// What the deadline means when it passes.
    var timedPhase: TimedPhase { head.isComplete ? .idle : .firstByte }

    /// Tells the reader how it ended; called once.
    func end(_ ending: Ending) {
        self.ending = ending
        easy = nil
        if let cancelCall { client.loop.unwatch(cancelCall) }
        cancelCall = nil
        wakeReader()
    }

    // Called by the reader

    /// Waits until the final head is there.
    func waitForHead() async throws(ClientError) {
        while !head.isComplete {
            if case .failed(let error)? = ending { throw error }
            await wait()
        }
    }

    /// Waits for bytes of the body; nil at its end.
    func nextChunk() async throws(ClientError) -> [UInt8]? {
        while buffer.isEmpty {
            switch ending {
            case .complete: return nil
            case .failed(let error): throw error
            case nil: await wait()
            }
        }
        let chunk = buffer
        buffer = []
        if isPaused {
            isPaused = false
            expectBytes()
            client.resume(self)
        }
        return chunk
    }

    /// Suspends until something has come or ended.
    ///
    /// The operation names the actor because it would otherwise leave the actor's loop for the global pool.
    private func wait(on actor: isolated (any Actor)? = #isolation) async {
        guard let cancelCall else { return }
        await withTaskCancellationHandler {
            _ = actor
            unsafe await withUnsafeContinuation { continuation in
                if hasNews { unsafe continuation.resume() } else { unsafe waiter = continuation }
                hasNews = false
            }
        } onCancel: { [loop = client.loop] in
            loop.call(cancelCall)
        }
    }

    private func wakeReader() {
        guard let waiting = unsafe waiter else { return hasNews = true }
        unsafe waiter = nil
        unsafe waiting.resume()
    }
}
