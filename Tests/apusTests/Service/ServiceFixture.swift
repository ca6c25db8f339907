import Admin
import Gateway
import HTTPCore
import HTTPServing
import OrderedJSON
import Reactor
import Settings
import TestSupport

@testable import apus

/// The service with a home directory and an API listener of its own.
struct ServiceFixture {
    static let admin = SocketAddress(.v4(0x7F00_0001), port: 8046)

    let service: Service
    let home: HomeDirectory
    let loops: EventLoopGroup

    /// Runs the body with a service whose API takes that port, by default any.
    static func with<Result>(
        port: UInt16? = 0, _ use: (ServiceFixture) async throws -> Result
    ) async throws -> Result {
        let folder = TemporaryFolder()
        let loops = try EventLoopGroup(count: 2)
        let result: Swift.Result<Result, any Error>
        do {
            let fixture = try await ServiceFixture(folder.path, loops, port: port)
            do { result = .success(try await use(fixture)) } catch { result = .failure(error) }
            await fixture.service.shutDown()
        } catch {
            loops.shutDown()
            throw error
        }
        loops.shutDown()
        withExtendedLifetime(folder) {}
        return try result.get()
    }

    private init(_ folder: String, _ loops: EventLoopGroup, port: UInt16?) async throws {
        home = try HomeDirectory(preparing: folder + "/home")
        self.loops = loops
        let live = LiveSettings()
        let listener = APIListener(loops: loops, limits: ServerLimits(), responder: APIResponder(live: live))
        service = Service(
            store: try SettingsStore(opening: home), listener: listener, live: live, home: home,
            portForThisRun: port)
        await service.adminIsAt(Self.admin)
    }

    /// Adds the demo account, starts, and gives the port.
    func started() async throws -> UInt16 {
        _ = try await service.addAccount(["provider": "demo"])
        try await service.start()
        return try await port
    }

    /// The port of the API, 0 when it does not run.
    var port: UInt16 {
        get async throws {
            guard let text = await service.status().address?.split(separator: ":").last else { return 0 }
            return UInt16(text) ?? 0
        }
    }

    /// Applies a patch as the admin API does.
    func patch(_ proxy: JSON, confirm: String? = nil, tag: String? = nil) async throws -> ConfigChange {
        var members = JSONObject([.init(key: "proxy", value: proxy)])
        if let confirm { members.append("confirm", .string(confirm)) }
        return try await service.patch(.object(members), ifMatch: tag)
    }

    /// The same patch, for tests that want it refused.
    func refusal(of proxy: JSON, confirm: String? = nil, tag: String? = nil) async -> JSON? {
        do {
            _ = try await patch(proxy, confirm: confirm, tag: tag)
            return nil
        } catch {
            return (error as? AdminRefusal)?.json
        }
    }

    /// The status of a chat request on that port.
    func chat(on port: UInt16, key: String? = nil) async throws -> Int {
        let body = #"{"model":"demo","messages":[{"role":"user","content":"Hello"}]}"#
        let lines = key.map { ["Authorization: Bearer \($0)"] } ?? []
        return try await RawClient.ask("POST /v1/chat/completions", lines, body: body, on: port).status
    }

    /// What stands in `config.json`.
    var saved: JSON {
        get throws { try JSON(parsing: home.file("config.json").read() ?? []) }
    }

    /// What is said about a port that another program has.
    static func bindFailed(_ port: UInt16) -> JSON {
        [
            "code": "bind_failed",
            "message": .string(
                "failed to start server: failed to bind address 127.0.0.1:\(port): Address already in use"),
            "host": "127.0.0.1", "port": .number(JSONNumber(Int(port))), "system": "Address already in use",
            "reason": "in_use",
        ]
    }

    /// Another program on some port of this machine.
    func neighbour() async throws -> HTTPServer {
        try await HTTPServer.start(
            on: [SocketAddress(.v4(0x7F00_0001), port: 0)], loops: loops, limits: ServerLimits(),
            responder: APIResponder(live: LiveSettings()))
    }

    /// A port that was free a moment ago.
    func freePort() async throws -> UInt16 {
        let server = try await neighbour()
        await server.stop(within: .zero)
        return server.addresses[0].port
    }
}
