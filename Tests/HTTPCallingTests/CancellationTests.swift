import HTTPCore
import Testing

@testable import HTTPCalling

@Suite(.timeLimit(.minutes(1)))
struct CancellationTests {
    private static let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: Way.allCases)
    func `a task cancelled while it waits for the head closes the connection`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .awaitClose])
        try await Caller.run { caller in
            let task = caller.task { caller in try await caller.get(upstream.url(by: way)).status }
            _ = await upstream.nextRequest()
            task.cancel()
            await #expect(throws: ClientError.cancelled) { _ = try await task.value }
            #expect(await upstream.waits(for: .peerClosed))
        }
    }

    @Test(arguments: Way.allCases)
    func `a task cancelled in the middle of a stream closes the connection`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .send(Self.head + "5\r\nhello\r\n"), .awaitClose])
        try await Caller.run { caller in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let task = caller.task { caller in
                let response = try await caller.get(upstream.url(by: way))
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

    @Test(arguments: Way.allCases)
    func `a task cancelled while it connects is free at once`(way: Way) async throws {
        // A listener whose queue is full answers no handshake.
        let upstream = FullListener()
        try await Caller.run { caller in
            let task = caller.task { caller in try await caller.get(upstream.url(by: way)).status }
            await Task.yield()
            task.cancel()
            await #expect(throws: ClientError.cancelled) { _ = try await task.value }
        }
    }

    @Test(arguments: Way.allCases)
    func `a handshake that nobody answers times out`(way: Way) async throws {
        let upstream = FullListener()
        try await Caller.run { caller in
            await #expect(throws: ClientError.timedOut(.connect)) {
                _ = try await caller.get(upstream.url(by: way)) { $0.timeouts.connect = .milliseconds(50) }
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `a task that is cancelled already sends nothing`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest])
        try await Caller.run { caller in
            let task = caller.task { caller in
                withUnsafeCurrentTask { $0?.cancel() }
                return try await caller.get(upstream.url(by: way)).status
            }
            await #expect(throws: ClientError.cancelled) { _ = try await task.value }
        }
        #expect(upstream.connectionCount == 0)
    }

    @Test(arguments: Way.allCases)
    func `an answer dropped before its end closes the connection`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .send(Self.head), .awaitClose])
        try await Caller.run { caller in
            let status = try await Self.status(caller, upstream.url(by: way))
            #expect(status == 200)
            #expect(await upstream.waits(for: .peerClosed))
        }
    }

    private static func status(_ caller: isolated Caller, _ url: String) async throws -> Int {
        try await caller.get(url).status
    }

    @Test(arguments: Way.allCases)
    func `a cancelled answer fails as cancelled and leaves others alone`(way: Way) async throws {
        let upstream = ScriptedUpstream(
            [.expectRequest, .send(Self.head), .awaitClose],
            [.expectRequest, .send(Self.head), .awaitSignal, .send("2\r\nok\r\n0\r\n\r\n")])
        try await Caller.run { caller in
            let first = try await caller.get(upstream.url(by: way))
            let second = try await caller.get(upstream.url(by: way))
            first.cancel()
            await #expect(throws: ClientError.cancelled) { _ = try await first.nextChunk() }
            upstream.signal()
            #expect(try await second.text() == "ok")
        }
    }
}
