import Admin
import Glibc
import HTTPCore
import HTTPServing
import Reactor
import Settings
import TestSupport

/// An admin listener with a backend that only remembers.
struct AdminFixture {
    static let token = String(repeating: "7", count: 64)

    let port: UInt16
    let backend: FakeBackend
    let sessions: AdminSessions

    /// Sends one request and reads the whole answer; `lines` come after `Host`.
    func ask(
        _ line: String, _ lines: [String] = [], body: String = "", host: String? = nil
    ) async throws -> String {
        let client = try RawClient(port: port)
        var head = ["\(line) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"] + lines
        if !body.isEmpty { head.append("Content-Length: \(body.utf8.count)") }
        try client.send(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
        return try await client.readToEnd()
    }

    /// Sends one request and reads the three digits of its answer.
    func status(_ line: String, _ lines: [String] = [], host: String? = nil) async throws -> String {
        String(try await ask(line, lines, host: host).dropFirst(9).prefix(3))
    }

    static func with<Result>(_ use: (AdminFixture) async throws -> Result) async throws -> Result {
        let loops = try EventLoopGroup(count: 1)
        let folder = TemporaryFolder()
        try writePage(in: folder.path)
        let backend = FakeBackend()
        let sessions = AdminSessions(ownerToken: Secret(token))
        let responder = AdminResponder(
            backend: backend, sessions: sessions, files: try StaticFiles(folder: folder.path),
            version: "9.9.9")
        let server = try await HTTPServer.start(
            on: [SocketAddress(.v4(0x7F00_0001), port: 0)], loops: loops, limits: ServerLimits(),
            responder: responder)
        let fixture = AdminFixture(port: server.addresses[0].port, backend: backend, sessions: sessions)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await use(fixture)) } catch { result = .failure(error) }
        await server.stop(within: .zero)
        loops.shutDown()
        return try result.get()
    }

    /// A page of two files, a hidden one and a link that leads out.
    private static func writePage(in folder: String) throws {
        mkdir(folder + "/js", 0o700)
        for (name, text) in [
            ("index.html", "<!doctype html>hello"), ("js/main.js", "1"), (".secret", "no"), ("x.exe", "no"),
        ] {
            guard let file = fopen(folder + "/" + name, "w") else { throw RawClient.Failure(call: "fopen") }
            fputs(text, file)
            fclose(file)
        }
        symlink("/etc/passwd", folder + "/passwd.html")
    }
}
