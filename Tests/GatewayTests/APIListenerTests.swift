import Gateway
import HTTPCore
import HTTPServing
import Reactor
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct APIListenerTests {
    private let anyPort = ListenPlan(port: 0, allowsLAN: false)

    /// Runs the body with a listener that has settings and loops to work with.
    private func withListener(
        _ use: (APIListener, EventLoopGroup, APIResponder) async throws -> Void
    ) async throws {
        let live = LiveSettings()
        live.update(GatewayFixture.snapshot())
        let responder = APIResponder(live: live)
        try await GatewayFixture.withLoops { loops in
            let listener = APIListener(loops: loops, limits: ServerLimits(), responder: responder)
            let result: Result<Void, any Error>
            do { result = .success(try await use(listener, loops, responder)) } catch {
                result = .failure(error)
            }
            await listener.shutDown()
            try result.get()
        }
    }

    /// Starts on a free port and gives it.
    private func started(_ listener: APIListener) async throws -> UInt16 {
        try await listener.start(anyPort)
        return try #require(await listener.address).port
    }

    /// A port that was free a moment ago.
    private func freePort(_ loops: EventLoopGroup, _ responder: APIResponder) async throws -> UInt16 {
        let server = try await GatewayFixture.serve(on: 0, loops, responder)
        await server.stop(within: .zero)
        return server.addresses[0].port
    }

    private func isHealthy(_ port: UInt16) async throws -> Bool {
        try await RawClient.ask("GET /healthz", on: port).status == 200
    }

    /// A chat whose body has not come yet, so that it runs until the test ends it.
    private func unfinishedChat(on port: UInt16) async throws -> RawClient {
        let client = try RawClient(port: port)
        try client.send(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: 2\r\n"
                + "Expect: 100-continue\r\n\r\n")
        _ = try await client.read(through: "\r\n\r\n")
        return client
    }

    @Test func `it is stopped, runs once started and is stopped again`() async throws {
        try await withListener { (listener, _, _) async throws in
            #expect(await listener.address == nil)
            let port = try await started(listener)
            #expect(await listener.plan == ListenPlan(port: port, allowsLAN: false))
            #expect(try await isHealthy(port))
            await listener.shutDown()
            #expect(await listener.isStopped)
            #expect(await listener.plan == nil)
        }
    }

    @Test func `a second start changes nothing and cuts nobody off`() async throws {
        try await withListener { (listener, _, _) async throws in
            let port = try await started(listener)
            let client = try await unfinishedChat(on: port)
            try await listener.start(ListenPlan(port: port, allowsLAN: false))
            try await listener.start(anyPort)
            #expect(await listener.address?.port == port)
            try client.send("{}")
            // A server that drains would close this connection, and say so.
            #expect(try await !client.read(through: "}}").contains("connection: close"))
        }
    }

    @Test func `a stop frees the port`() async throws {
        try await withListener { (listener, loops, responder) async throws in
            let port = try await started(listener)
            let idle = try RawClient(port: port)
            await listener.stop()
            #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
            let other = try await HTTPServer.start(
                on: ListenPlan(port: port, allowsLAN: false).addresses, loops: loops, limits: ServerLimits(),
                responder: responder)
            await other.stop(within: .zero)
            #expect(try await idle.readToEnd().isEmpty)
        }
    }

    @Test func `moving to another port closes the old one`() async throws {
        try await withListener { (listener, loops, responder) async throws in
            let old = try await started(listener)
            let new = try await freePort(loops, responder)
            try await listener.start(ListenPlan(port: new, allowsLAN: false))
            #expect(try await isHealthy(new))
            #expect(throws: RawClient.Failure.self) { try RawClient(port: old) }
        }
    }

    @Test func `the network is let in and shut out on the same port`() async throws {
        try await withListener { (listener, _, _) async throws in
            let port = try await started(listener)
            try await listener.start(ListenPlan(port: port, allowsLAN: true))
            #expect(await listener.address?.description == "0.0.0.0:\(port)")
            #expect(try await isHealthy(port))
            try await listener.start(anyPort)
            #expect(await listener.address?.description == "127.0.0.1:\(port)")
            #expect(try await isHealthy(port))
        }
    }

    @Test func `a move to a taken port fails and the old one serves on`() async throws {
        try await withListener { (listener, loops, responder) async throws in
            let taken = try await GatewayFixture.serve(on: 0, loops, responder)
            let old = try await started(listener)
            let plan = ListenPlan(port: taken.addresses[0].port, allowsLAN: false)
            let failure = await #expect(throws: BindFailure.self) { try await listener.start(plan) }
            #expect(failure?.address == taken.addresses[0])
            #expect(failure?.error.isAddressInUse == true)
            #expect(await listener.address?.port == old)
            #expect(try await isHealthy(old))
            await taken.stop(within: .zero)
        }
    }

    @Test func `when the network cannot be let in the loopback listener comes back`() async throws {
        try await withListener { (listener, loops, responder) async throws in
            let port = try await started(listener)
            let neighbour = try await GatewayFixture.serve(on: port, address: 0x7F00_0002, loops, responder)
            await #expect(throws: BindFailure.self) {
                try await listener.start(ListenPlan(port: port, allowsLAN: true))
            }
            #expect(await listener.address?.description == "127.0.0.1:\(port)")
            #expect(try await isHealthy(port))
            await neighbour.stop(within: .zero)
        }
    }

    @Test func `a first start that fails is remembered until the next one`() async throws {
        try await withListener { (listener, loops, responder) async throws in
            let taken = try await GatewayFixture.serve(on: 0, loops, responder)
            let plan = ListenPlan(port: taken.addresses[0].port, allowsLAN: false)
            let failure = await #expect(throws: BindFailure.self) { try await listener.start(plan) }
            #expect(await listener.failure == failure)
            await taken.stop(within: .zero)
            try await listener.start(plan)
            #expect(await listener.failure == nil)
            #expect(await listener.address == plan.addresses[0])
        }
    }

    @Test func `a stop lets a running answer finish and a shutdown waits for it`() async throws {
        try await withListener { (listener, _, _) async throws in
            let port = try await started(listener)
            let idle = try RawClient(port: port)
            var busy: RawClient? = try await unfinishedChat(on: port)
            let ended = Collected<String>()
            let shutdown = Task {
                await listener.shutDown()
                ended.append("down")
            }
            #expect(try await idle.readToEnd().isEmpty)
            #expect(ended.all.isEmpty)
            #expect(await listener.isDraining)
            #expect(await listener.inFlight == 1)
            try busy?.send("{}")
            #expect(try await busy?.readToEnd().hasPrefix("HTTP/1.1 400 ") == true)
            busy = nil
            await shutdown.value
            #expect(await listener.isStopped)
            #expect(await listener.inFlight == 0)
        }
    }

    @Test func `fifty rounds of start and stop under load leave nothing behind`() async throws {
        try await withListener { (listener, loops, responder) async throws in
            let port = try await freePort(loops, responder)
            let plan = ListenPlan(port: port, allowsLAN: false)
            let answered = Collected<Int>()
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 {
                    group.addTask {
                        while !Task.isCancelled {
                            // Refused and reset connections are what a closed listener gives.
                            guard let answer = try? await RawClient.ask("GET /healthz", on: port) else {
                                await Task.yield()
                                continue
                            }
                            answered.append(answer.status)
                        }
                    }
                }
                for _ in 0..<50 {
                    try await listener.start(plan)
                    #expect(try await isHealthy(port))
                    await listener.stop()
                }
                group.cancelAll()
            }
            await listener.shutDown()
            #expect(await listener.isStopped)
            #expect(await listener.inFlight == 0)
            #expect(Set(answered.all).isSubset(of: [200, 0]))
            let other = try await GatewayFixture.serve(on: port, loops, responder)
            await other.stop(within: .zero)
        }
    }
}

extension APIListener {
    fileprivate var address: SocketAddress? {
        if case .running(let address) = state { address } else { nil }
    }

    fileprivate var failure: BindFailure? {
        if case .failed(let failure) = state { failure } else { nil }
    }

    fileprivate var isStopped: Bool {
        if case .stopped = state { true } else { false }
    }

    fileprivate var isDraining: Bool {
        if case .draining = state { true } else { false }
    }
}
