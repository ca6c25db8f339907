import HTTPServing
import Reactor
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ServerLifeTests {
    private let get = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n"

    private func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
        var limits = ServerLimits()
        change(&limits)
        return limits
    }

    @Test func `a caller that says nothing is let go silently`() async throws {
        let answer = try await exchange("", limits { $0.firstByte = .milliseconds(20) })
        #expect(answer.isEmpty)
    }

    @Test func `a head that does not end in time gets 408`() async throws {
        let answer = try await exchange("GET /x HTTP/1.1\r\nHost:", limits { $0.head = .milliseconds(20) })
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `a body that does not come in time ends the exchange`() async throws {
        let responder = PathResponder()
        try await withServer(limits { $0.pace.idle = .milliseconds(20) }, responder: responder) { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhel")
            _ = try await client.readToEnd()
        }
        #expect(responder.events.all == ["tooSlow"])
    }

    @Test func `a caller that takes nothing of its answer is cut off`() async throws {
        let responder = PathResponder()
        try await withServer(limits { $0.writeStall = .milliseconds(50) }, responder: responder) {
            port, server in
            let client = try RawClient(port: port)
            try client.send("GET /flood HTTP/1.1\r\nHost: h\r\n\r\n")
            _ = try await client.read(through: "\r\n\r\n")
            await server.waitUntilIdle()
            _ = client
        }
        #expect(responder.events.all == ["timedOut"])
    }

    @Test func `an idle connection is closed after its time`() async throws {
        let answer = try await exchange(get, limits { $0.keepAlive = .milliseconds(20) })
        #expect(answer.hasSuffix("/x"))
    }

    @Test func `a caller that leaves cancels what is done for it`() async throws {
        let responder = PathResponder()
        try await withServer(responder: responder) { port, server in
            var client: RawClient? = try RawClient(port: port)
            try client?.send(get + "GET /wait HTTP/1.1\r\nHost: h\r\n\r\n")
            _ = try await client?.read(through: "/x")
            client = nil
            await server.waitUntilIdle()
        }
        #expect(responder.events.all == ["waiting", "CancellationError()"])
    }

    @Test func `stopping closes idle connections, finishes running ones and frees the port`() async throws {
        try await withServer { port, server in
            let idle = try RawClient(port: port)
            try idle.send(get)
            _ = try await idle.read(through: "/x")
            let busy = try RawClient(port: port)
            try busy.send(
                "POST /gate HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")
            _ = try await busy.read(through: "\r\n\r\n")
            async let stopped: Void = server.stop(within: .seconds(30))
            #expect(try await idle.readToEnd().isEmpty)
            #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
            try busy.send("!")
            let answer = try await busy.readToEnd()
            #expect(answer.hasSuffix("through"))
            #expect(answer.contains("connection: close\r\n"))
            await stopped
        }
    }

    @Test func `what does not finish in time is ended by the stop`() async throws {
        try await withServer { port, server in
            let client = try RawClient(port: port)
            try client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\nGET")
            async let rest = client.readToEnd()
            await server.stop(within: .milliseconds(20))
            _ = try await rest
            #expect(server.connections == 0)
        }
    }

    @Test func `one caller too many is told to come back`() async throws {
        try await withServer(limits { $0.connections = 1 }) { port, _ in
            let first = try RawClient(port: port)
            try first.send(get)
            _ = try await first.read(through: "/x")
            #expect(try await RawClient(port: port).readToEnd().hasPrefix("HTTP/1.1 503 "))
        }
    }

    @Test func `bodies beyond the common budget are refused`() async throws {
        let responder = PathResponder()
        try await withServer(limits { $0.bodyBudget = 4 }, responder: responder) { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
            _ = try await client.readToEnd()
        }
        #expect(responder.events.all == ["noRoom"])
    }

    @Test func `an address that is taken is named with the reason`() async throws {
        try await withServer { port, server in
            let loops = try EventLoopGroup(count: 1)
            defer { loops.shutDown() }
            let failure = await #expect(throws: BindFailure.self) {
                _ = try await HTTPServer.start(
                    on: server.addresses, loops: loops, limits: ServerLimits(), responder: PathResponder())
            }
            #expect(failure?.address.port == port)
            #expect(failure?.error.reason == "Address already in use")
        }
    }
}
