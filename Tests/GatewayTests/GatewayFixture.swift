import Gateway
import HTTPCore
import HTTPServing
import OrderedJSON
import Reactor
import Settings
import TestSupport

/// The API's responder behind a server of its own.
struct GatewayFixture {
    static let key = "sk-0123456789abcdef"
    static let adminPort = 8046

    let port: UInt16
    let server: HTTPServer
    let live: LiveSettings

    /// Sends one request and reads the whole answer.
    func ask(
        _ line: String, _ lines: [String] = [], body: String = "", host: String? = nil
    ) async throws -> WireAnswer {
        try await RawClient.ask(line, lines, body: body, on: port, host: host)
    }

    /// Settings that hold a demo account, unless they are changed to hold none.
    static func snapshot(_ change: (inout GatewaySettings) -> Void = { _ in }) -> GatewaySnapshot {
        var settings = GatewaySettings(apiKey: Secret(key))
        settings.accounts = [AccountSettings(id: "a1", name: "demo", provider: .demo)]
        change(&settings)
        return GatewaySnapshot(settings, adminPort: adminPort)
    }

    static func with<Result>(
        _ snapshot: GatewaySnapshot? = snapshot(), _ use: (GatewayFixture) async throws -> Result
    ) async throws -> Result {
        let live = LiveSettings()
        if let snapshot { live.update(snapshot) }
        return try await withLoops { loops in
            let server = try await serve(on: 0, loops, APIResponder(live: live))
            let fixture = GatewayFixture(port: server.addresses[0].port, server: server, live: live)
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await use(fixture)) } catch { result = .failure(error) }
            await server.stop(within: .zero)
            return try result.get()
        }
    }

    /// A listener on this machine, by IPv4 only.
    static func serve(
        on port: UInt16, address: UInt32 = 0x7F00_0001, _ loops: EventLoopGroup, _ responder: APIResponder
    ) async throws -> HTTPServer {
        try await HTTPServer.start(
            on: [SocketAddress(.v4(address), port: port)], loops: loops, limits: ServerLimits(),
            responder: responder)
    }

    static func withLoops<Result>(_ use: (EventLoopGroup) async throws -> Result) async throws -> Result {
        let loops = try EventLoopGroup(count: 2)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await use(loops)) } catch { result = .failure(error) }
        loops.shutDown()
        return try result.get()
    }
}

extension WireAnswer {
    /// The body as JSON; null when it is none.
    var json: JSON { (try? JSON(parsing: Array(body.utf8))) ?? nil }
}
