import HTTPCore
import Reactor
import Testing

@testable import HTTPCalling

/// The connections of the direct way: which are opened, kept, used again and closed.
@Suite(.timeLimit(.minutes(1)))
struct DirectClientTests {
    private static let helloText = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
    private static let hello = ScriptedUpstream.Step.send(helloText)

    @Test
    func `localhost is looked for at ::1 after 127.0.0.1 refuses`() async throws {
        let upstream = try #require(ScriptedUpstream(onIPv6: [.expectRequest, Self.hello]))
        try await Caller.run { caller in
            let response = try await caller.get("http://localhost:\(upstream.port)/")
            #expect(try await response.text() == "hello")
            let address = SocketAddress(.v6(high: 0, low: 1), port: upstream.port)
            await #expect(throws: ClientError.connect(.refused)) {
                _ = try await caller.get("http://localhost:\(upstream.port)/") {
                    $0.addressRule = AddressRule(allowsLoopback: true, refusing: [address])
                }
            }
        }
        #expect(await upstream.nextRequest().contains("Host: localhost:\(upstream.port)\r\n"))
    }

    @Test
    func `no more connections are kept than the bound allows`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello, .awaitClose])
        try await Caller.run { caller in
            let client = DirectClient(on: caller.loop, keeping: 2)
            var answers: [DirectTransfer] = []
            for _ in 0..<3 { answers.append(try await client.send(to: upstream)) }
            for answer in answers { while try await answer.nextChunk() != nil {} }
            #expect(client.keptCount == 2)
            #expect(await upstream.waits(for: .peerClosed))
        }
        #expect(upstream.connectionCount == 3)
    }

    @Test
    func `a connection that nobody uses any more is given back`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello, .awaitClose])
        try await Caller.run { caller in
            let client = DirectClient(on: caller.loop, for: .milliseconds(1))
            let answer = try await client.send(to: upstream)
            while try await answer.nextChunk() != nil {}
            #expect(await upstream.waits(for: .peerClosed))
            #expect(client.keptCount == 0)
        }
    }

    @Test
    func `a connection that is too old is not used again`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello, .awaitClose])
        try await Caller.run { caller in
            let client = DirectClient(on: caller.loop, for: .zero)
            for _ in 0..<2 {
                let answer = try await client.send(to: upstream)
                #expect(answer.connectTime != nil)
                while try await answer.nextChunk() != nil {}
            }
        }
        #expect(upstream.connectionCount == 2)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: x-a , CLOSE\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello!",
        helloText + helloText,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n\r\n",
    ])
    func `a connection is closed that the upstream ends or says too much on`(answer: String) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .send(answer), .awaitClose])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url)
            #expect(try await response.text() == "hello")
            #expect(await upstream.waits(for: .peerClosed))
            #expect(try caller.client.direct.keptCount == 0)
        }
    }

    @Test
    func `an answer without a body leaves its connection for the next, read or not`() async throws {
        let upstream = ScriptedUpstream(
            [ScriptedUpstream.Step](repeating: .expectRequest, count: 5).flatMap {
                [$0, .send("HTTP/1.1 204 No Content\r\n\r\n")]
            })
        try await Caller.run { caller in
            for _ in 0..<5 {
                let response = try await caller.get(upstream.url)
                #expect(response.status == 204)
            }
        }
        #expect(upstream.connectionCount == 1)
    }

    @Test
    func `what an upstream said before the next request is never its answer, heard by the loop or not`()
        async throws
    {
        let upstream = HandPlayedUpstream()
        try await Caller.run { caller in
            let client = try caller.client
            let url = Way.direct.url(upstream.port)
            let first = caller.task { caller in try await caller.get(url).text() }
            let peer = await upstream.accepted()
            _ = await peer.received()
            peer.send(Self.helloText)
            let firstText = try await first.value
            #expect(firstText == "hello")
            #expect(client.direct.keptCount == 1)
            let second = caller.task { caller in try await caller.get(url).text() }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
            let another = await upstream.accepted()
            _ = await another.received()
            another.send(Self.helloText)
            let secondText = try await second.value
            #expect(secondText == "hello")
        }
    }

    @Test
    func `an upstream that answers and leaves before it is noticed is heard to the end`() async throws {
        let upstream = HandPlayedUpstream()
        try await Caller.run { caller in
            let url = Way.direct.url(upstream.port)
            let task = caller.task { caller in try await caller.get(url).text() }
            let peer = await upstream.accepted()
            peer.send("HTTP/1.0 200 OK\r\n\r\nhello")
            peer.finishWriting()
            let taskText = try await task.value
            #expect(taskText == "hello")
        }
    }

    @Test
    func `a request is started over once, not on one dead connection after another`() async throws {
        // The first three answer together, so that three connections are kept; each then falls over a request.
        let first: [ScriptedUpstream.Step] = [
            .expectRequest, .awaitSignal, Self.hello, .expectRequest,
        ]
        let upstream = ScriptedUpstream(first, first, first, [.expectRequest])
        try await Caller.run { caller in
            let tasks = (0..<3).map { _ in
                caller.task { caller in try await caller.get(upstream.url).text() }
            }
            for _ in tasks { _ = await upstream.nextRequest() }
            for _ in tasks { upstream.signal() }
            for task in tasks {
                let text = try await task.value
                #expect(text == "hello")
            }
            #expect(try caller.client.direct.keptCount == 3)
            await #expect(throws: ClientError.cut(.beforeHead)) { _ = try await caller.get(upstream.url) }
            #expect(try caller.client.direct.keptCount == 2)
        }
        #expect(upstream.connectionCount == 4)
    }

    @Test
    func `an answer outlives the client that asked for it`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello, .awaitClose])
        try await Caller.run { caller in
            var client: DirectClient? = DirectClient(on: caller.loop)
            let answer = try await #require(client).send(to: upstream)
            client = nil
            #expect(try await answer.nextChunk() == Array("hello".utf8))
            #expect(try await answer.nextChunk() == nil)
        }
        #expect(await upstream.waits(for: .peerClosed))
    }

    @Test
    func `an upstream that closes while the request is being written has answered`() async throws {
        let upstream = ScriptedUpstream([
            .send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url) {
                $0.method = .post
                $0.body = [UInt8](repeating: 0x61, count: 64 * 1024)
            }
            #expect(response.status == 413)
            #expect(try await response.text() == "no")
            #expect(try caller.client.direct.keptCount == 0)
        }
    }
}

extension DirectClient {
    fileprivate func send(to upstream: ScriptedUpstream) async throws -> DirectTransfer {
        let request = ClientRequest(.get, upstream.url, addressRule: AddressRule(allowsLoopback: true))
        return try await send(request, to: #require(DirectTarget(request)))
    }
}
