import Glibc

@testable import Reactor

/// Code that uses one stream, on its loop.
actor StreamUser {
    private let loop: EventLoop
    private var stream: ByteStream?
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.serialExecutor.asUnownedSerialExecutor() }

    init(on loop: EventLoop) { self.loop = loop }

    func open(_ descriptor: Int32) throws {
        let stream = try ByteStream(Descriptor(owning: descriptor), on: loop)
        // As if a read had found nothing.
        stream.state.isReadable = false
        self.stream = stream
    }

    /// Whether nothing has come in between; closes the stream.
    func closedQuietly() -> Bool {
        defer { stream = nil }
        return stream?.isQuiet == true
    }

    func readAndSetAside() async throws -> Int? {
        let count = try await stream?.read { _ in }
        stream?.onActivity {}
        return count
    }

    /// Lets the reader have a byte, and has its task cancelled by another thread before it gets its turn.
    ///
    /// What another thread sends is taken in at the end of the turn, by when the reader is through.
    func wakeThenCancel(_ task: Task<Int?, any Error>, from peer: Int32) async throws {
        while stream?.state.hasReader != true { await Task.yield() }
        // From here on it is the beginning of a turn.
        try await loop.sleep(until: .current())
        var byte: UInt8 = 1
        _ = write(peer, &byte, 1)
        stream?.state.hear(.read)
        var thread = pthread_t()
        let canceller = Unmanaged.passRetained(Canceller(task))
        let failure = pthread_create(
            &thread, nil,
            { argument in
                if let argument {
                    Unmanaged<Canceller>.fromOpaque(argument).takeRetainedValue().task.cancel()
                }
                return nil
            }, canceller.toOpaque())
        if failure == 0 { pthread_join(thread, nil) }
    }
}

private final class Canceller: Sendable {
    let task: Task<Int?, any Error>

    init(_ task: Task<Int?, any Error>) { self.task = task }
}

extension StreamState {
    fileprivate var hasReader: Bool { readWaiter != nil }
}
