import Admin
import OrderedJSON
import Reactor
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AdminAPITests {
    private let token = ["X-Admin-Token: \(AdminFixture.token)"]
    private let json = ["Content-Type: application/json"]

    private func body(_ answer: String) throws -> JSON {
        let end = try #require(answer.firstRange(of: "\r\n\r\n"))
        return try JSON(parsing: Array(answer[end.upperBound...].utf8))
    }

    @Test func `a code opens a session that can be shown and ended`() async throws {
        try await AdminFixture.with { (admin) async throws in
            var generator = SeededGenerator(seed: 1)
            let code = admin.sessions.makeCode(at: .current(), using: &generator)
            let login = try await admin.ask("POST /admin/api/login", json, body: "{\"code\":\"\(code)\"}")
            let session = try #require(try body(login)["token"]?.string)
            let held = ["X-Admin-Token: \(session)"]
            #expect(try await body(admin.ask("GET /admin/api/session", held))["kind"] == "session")
            #expect(try await admin.ask("DELETE /admin/api/session", held).hasPrefix("HTTP/1.1 204"))
            #expect(try await admin.ask("GET /admin/api/session", held).hasPrefix("HTTP/1.1 401"))
            #expect(
                try await admin.ask("POST /admin/api/login", json, body: "{\"code\":\"\(code)\"}").hasPrefix(
                    "HTTP/1.1 401"))
        }
    }

    @Test func `the status has what is known and leaves out what is not`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let status = try await body(admin.ask("GET /admin/api/status", token))
            #expect(status == ["state": "stopped", "active_accounts": 0, "in_flight": 0, "version": "9.9.9"])
        }
    }

    @Test func `a refused start says why by code and by text`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let answer = try await admin.ask("POST /admin/api/start", token)
            #expect(answer.hasPrefix("HTTP/1.1 409"))
            #expect(try body(answer)["code"] == "no_accounts")
            #expect(try body(answer)["message"] == "no available accounts, please add an account first")
        }
    }

    @Test func `a patch reaches the backend with its tag and answers what changed`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let answer = try await admin.ask(
                "PATCH /admin/api/config", token + json + ["If-Match: \"7\""],
                body: "{\"proxy\":{\"port\":9}}")
            #expect(answer.contains("etag: \"7\"\r\n"))
            #expect(
                try body(answer) == ["changed": ["proxy.port"], "rebound": true, "config": ["version": 1]])
            #expect(admin.backend.calls.all == ["patch {\"proxy\":{\"port\":9}} \"7\""])
        }
    }

    @Test(arguments: [
        ([], "{}", "415"), (["Content-Type: text/plain"], "{}", "415"),
        (["Content-Type: application/x-www-form-urlencoded"], "a=b", "415"),
        (["Content-Type: application/json"], "{", "400"),
        (["Content-Type: application/json; charset=utf-8"], "{}", "200"),
    ])
    func `a body must be JSON and say so`(lines: [String], text: String, status: String) async throws {
        try await AdminFixture.with { (admin) async throws in
            let answer = try await admin.ask("POST /admin/api/stop", token + lines, body: text)
            #expect(answer.hasPrefix("HTTP/1.1 \(status)"))
        }
    }

    @Test func `with the token a wrong method and an unknown path are told apart`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let wrong = try await admin.ask("DELETE /admin/api/status", token)
            #expect(wrong.hasPrefix("HTTP/1.1 405"))
            #expect(wrong.contains("allow: GET, HEAD\r\n"))
            #expect(try await admin.ask("GET /admin/api/nothing", token).hasPrefix("HTTP/1.1 404"))
            #expect(try await admin.ask("DELETE /admin/api/accounts/a7", token).hasPrefix("HTTP/1.1 204"))
            #expect(admin.backend.calls.all == ["remove a7"])
        }
    }
}
