import HTTPCore
import Testing

@testable import HTTPCalling

/// What a client holds on to when there is much to do.
@Suite(.timeLimit(.minutes(1)))
struct LoadTests {
    private static let hello = ScriptedUpstream.Step.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    @Test(arguments: Way.allCases)
    func `a reader that waits holds the upstream back and loses nothing`(way: Way) async throws {
        let size = 50_000_000
        let upstream = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n"), .flood(size),
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way)) {
                $0.timeouts.idle = .seconds(1)
            }
            var received = 0
            for _ in 0..<2 {
                // Blocked for a fifth of a second each time: longer in all than an idle upstream is waited for.
                for _ in 0..<6 { #expect(await upstream.waits(for: .blocked)) }
                #expect(response.heldBytes <= Transfer.bufferLimit + 16 * 1024)
                received += try await response.nextChunk()?.count ?? 0
            }
            while let chunk = try await response.nextChunk() { received += chunk.count }
            #expect(received == size)
        }
    }

    @Test(arguments: Way.allCases)
    func `500 requests at once are under way together`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .awaitSignal, Self.hello])
        try await Caller.run { caller in
            let tasks = (0..<500).map { _ in
                caller.task { caller in try await caller.get(upstream.url(by: way)).text() }
            }
            for _ in tasks { _ = await upstream.nextRequest() }
            for _ in tasks { upstream.signal() }
            for task in tasks {
                let text = try await task.value
                #expect(text == "hello")
            }
        }
        #expect(upstream.connectionCount == 500)
    }

    @Test(arguments: Way.allCases)
    func `1,000 requests leave one connection behind`(way: Way) async throws {
        let upstream = ScriptedUpstream(
            [ScriptedUpstream.Step](repeating: .expectRequest, count: 1000).flatMap { [$0, Self.hello] })
        try await Caller.run { caller in
            for _ in 0..<1000 {
                let response = try await caller.get(upstream.url(by: way))
                #expect(try await response.text() == "hello")
            }
            #expect(try caller.client.connectionCount(by: way) <= 1)
        }
        #expect(upstream.connectionCount == 1)
    }

    @Test(arguments: Way.allCases)
    func `answers that are cut or dropped leave nothing behind`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"), .awaitClose,
        ])
        try await Caller.run { caller in
            for _ in 0..<200 {
                let response = try await caller.get(upstream.url(by: way))
                #expect(response.status == 200)
            }
            for _ in 0..<50 {
                _ = try? await caller.get(way.url(ScriptedUpstream.unusedPort()))
            }
            #expect(try caller.client.connectionCount(by: way) == 0)
        }
    }
}

extension ClientResponse {
    /// What waits in the client for its reader.
    fileprivate var heldBytes: Int {
        switch source {
        case .curl(let transfer): transfer.buffer.count
        case .direct(let transfer): transfer.bytes.count
        }
    }
}

extension HTTPClient {
    /// The connections that nobody uses now; with libcurl, all of them.
    fileprivate func connectionCount(by way: Way) -> Int {
        switch way {
        case .direct: direct.keptCount
        case .libcurl: multi.sockets.count
        }
    }
}
