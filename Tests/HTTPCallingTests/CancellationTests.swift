import HTTPCore
import Testing

@testable import HTTPCalling

@Suite(.timeLimit(.minutes(1)))
struct CancellationTests {
    private static let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test
    func `a task cancelled while it waits for the head closes the connection`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, .awaitClose])
        try await Caller.run { caller in
            let task = caller.task { caller in try await caller.get(upstream.url).status }
            _ = await upstream.nextRequest()
            task.cancel()
            await #expect(throws: ClientError.cancelled) { _ = try await task.value }
            #expect(await upstream.waits(for: .peerClosed))
        }
    }

    @Test
    func `a task cancelled in the middle of a stream closes the connection`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, .send(Self.head + "5\r\nhello\r\n"), .awaitClose])
        try await Caller.run { caller in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let task = caller.task { caller in
                let response = try await caller.get(upstream.url)
                _ = try await response.nextChunk()
                start.yield()
                _ = try await response.nextChunk()
            }
            for await _ in started { break }
            task.cancel()
            await #expect(throws: ClientError.cancelled) { try await task.value }
            #expect(await upstream.waits(for: .peerClosed))
        }
    }

    @Test
    func `a task cancelled while it connects is free at once`() async throws {
        // A listener whose queue is full answers no handshake.
        let upstream = FullListener()
        try await Caller.run { caller in
            let task = caller.task { caller in try await caller.get(upstream.url).status }
            await Task.yield()
            task.cancel()
            await #expect(throws: ClientError.cancelled) { _ = try await task.value }
        }
    }

    @Test
    func `a handshake that nobody answers times out`() async throws {
        let upstream = FullListener()
        try await Caller.run { caller in
            await #expect(throws: ClientError.timedOut(.connect)) {
                _ = try await caller.get(upstream.url) { $0.timeouts.connect = .milliseconds(50) }
            }
        }
    }

    @Test
    func `a task that is cancelled already sends nothing`() async throws {
        let upstream = ScriptedUpstream([.expectRequest])
        try await Caller.run { caller in
            let task = caller.task { caller in
                withUnsafeCurrentTask { $0?.cancel() }
                return try await caller.get(upstream.url).status
            }
            await #expect(throws: ClientError.cancelled) { _ = try await task.value }
        }
        #expect(upstream.connectionCount == 0)
    }

    @Test
    func `an answer dropped before its end closes the connection`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, .send(Self.head), .awaitClose])
        try await Caller.run { caller in
            let status = try await Self.status(caller, upstream.url)
            #expect(status == 200)
            #expect(await upstream.waits(for: .peerClosed))
        }
    }

    private static func status(_ caller: isolated Caller, _ url: String) async throws -> Int {
        try await caller.get(url).status
    }

    @Test
    func `a cancelled answer fails as cancelled and leaves others alone`() async throws {
        let upstream = ScriptedUpstream(
            [.expectRequest, .send(Self.head), .awaitClose],
            [.expectRequest, .send(Self.head), .awaitSignal, .send("2\r\nok\r\n0\r\n\r\n")])
        try await Caller.run { caller in
            let first = try await caller.get(upstream.url)
            let second = try await caller.get(upstream.url)
            first.cancel()
            await #expect(throws: ClientError.cancelled) { _ = try await first.nextChunk() }
            upstream.signal()
            #expect(try await second.text() == "ok")
        }
    }
}
