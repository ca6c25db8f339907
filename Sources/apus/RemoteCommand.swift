import HTTPCalling
import HTTPCore
import OrderedJSON
import Reactor
import Settings

/// Asks the running gateway, over its admin API, to do something.
struct RemoteCommand {
    private let home: HomeDirectory

    init(home: String?) throws {
        self.home = try HomeDirectory(preparing: Environment.home(home))
    }

    func run(_ request: Command.RemoteRequest) async throws {
        // The token goes to the address in `run.json` only while its writer lives: after a crash anyone on this
        // machine could listen there.
        guard try HomeLock.isTaken(in: home), let record = try RunRecord.read(in: home),
            let token = try AdminToken.read(in: home)
        else {
            throw CommandFailure("apus is not running in \(home.path): start it with `apus serve`")
        }
        switch request {
        case .link:
            let answer = try await ask(.post, "link", record, token)
            Console.say("http://\(record.admin)/admin#c=\(answer["code"]?.string ?? "")")
        case .status: say(try await ask(.get, "status", record, token))
        case .start: say(try await ask(.post, "start", record, token))
        case .stop: say(try await ask(.post, "stop", record, token))
        }
    }

    private func say(_ status: JSON) {
        var parts = [status["state"]?.string ?? "unknown"]
        if let base = status["base_url"]?.string { parts[0] += " on \(base)" }
        let accounts = status["active_accounts"]?.int ?? 0
        parts.append("\(accounts) active account\(accounts == 1 ? "" : "s")")
        if let count = status["in_flight"]?.int, count > 0 { parts.append("\(count) in flight") }
        if let reason = status["reason"]?["message"]?.string { parts.append(reason) }
        Console.say(parts.joined(separator: " · "))
    }

    /// Longest answer that any of these commands gets.
    private static let mostBytes = 1024 * 1024

    private func ask(
        _ method: Method, _ name: String, _ record: RunRecord, _ token: Secret
    ) async throws -> JSON {
        let loops = try EventLoopGroup(count: 1)
        defer { loops.shutDown() }
        let loop = loops.loops[0]
        let url = "http://\(record.admin)/admin/api/\(name)"
        let (status, bytes): (Int, [UInt8])
        do {
            (status, bytes) = try await Task(executorPreference: loop) {
                try await Self.exchange(method, url, token, on: loop)
            }.value
        } catch is ClientError {
            throw CommandFailure("apus does not answer on \(record.admin): start it with `apus serve`")
        }
        let json = (try? JSON(parsing: bytes)) ?? nil
        guard status < 300 else {
            throw CommandFailure(json["message"]?.string ?? "apus answered with status \(status)")
        }
        return json
    }

    private static func exchange(
        _ method: Method, _ url: String, _ token: Secret, on loop: EventLoop
    ) async throws -> (Int, [UInt8]) {
        let client = try HTTPClient(on: loop)
        var fields = Fields()
        token.reveal { fields.append(.adminToken, $0) }
        // Starting and stopping are done in moments; a minute without an answer means that none will come.
        let request = ClientRequest(
            method, url, fields: fields,
            timeouts: ClientTimeouts(connect: .seconds(5), firstByte: .seconds(60), idle: .seconds(10)),
            addressRule: AddressRule(allowsLoopback: true))
        let answer = try await client.send(request)
        var bytes: [UInt8] = []
        while bytes.count < mostBytes, let chunk = try await answer.nextChunk() { bytes += chunk }
        return (answer.status, bytes)
    }
}
