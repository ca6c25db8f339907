import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AdminAccessTests {
    private let token = ["X-Admin-Token: \(AdminFixture.token)"]

    private func status(_ answer: String) -> String { String(answer.dropFirst(9).prefix(3)) }

    @Test func `without the token every path and method of the API gets the same 401`() async throws {
        try await AdminFixture.with { (admin) async throws in
            var bodies: Set<String> = []
            for path in [
                "status", "start", "config", "config/key", "accounts", "accounts/a1", "nothing", "session",
            ] {
                for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                    let answer = try await admin.ask("\(method) /admin/api/\(path)")
                    #expect(status(answer) == "401", "\(method) \(path)")
                    bodies.insert(String(answer.suffix(60)))
                }
            }
            #expect(bodies.count == 1)
            #expect(admin.backend.calls.all.isEmpty)
        }
    }

    @Test(arguments: [
        "evil.example", "127.0.0.1.nip.io:PORT", "foo.local:PORT", "0.0.0.0:PORT", "127.0.0.1:1",
        "localhost.:PORT",
    ])
    func `another host name gets 421 and hears nothing of itself`(host: String) async throws {
        try await AdminFixture.with { (admin) async throws in
            let named = host.replacing("PORT", with: "\(admin.port)")
            let answer = try await admin.ask("GET /admin/api/status", token, host: named)
            #expect(status(answer) == "421")
            #expect(!answer.contains(named))
        }
    }

    @Test(arguments: ["LOCALHOST", "localhost", "127.0.0.1", "[::1]"])
    func `its own names are answered`(host: String) async throws {
        try await AdminFixture.with { (admin) async throws in
            #expect(
                try await admin.status("GET /admin/api/status", token, host: "\(host):\(admin.port)") == "200"
            )
        }
    }

    @Test(arguments: [
        "Origin: http://evil.example", "Origin: http://localhost:3000", "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none",
    ])
    func `a request of another page gets 403, whatever token it has`(line: String) async throws {
        try await AdminFixture.with { (admin) async throws in
            let answer = try await admin.ask("POST /admin/api/stop", token + [line])
            #expect(status(answer) == "403")
            #expect(!answer.lowercased().contains("access-control-"))
            #expect(admin.backend.calls.all.isEmpty)
        }
    }

    @Test func `the page's own request is served`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let own = ["Origin: http://127.0.0.1:\(admin.port)", "Sec-Fetch-Site: same-origin"]
            #expect(try await admin.status("POST /admin/api/stop", token + own) == "200")
            #expect(admin.backend.calls.all == ["stop"])
        }
    }

    @Test func `a preflight is answered with no permission`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let answer = try await admin.ask(
                "OPTIONS /admin/api/status",
                ["Origin: http://evil.example", "Access-Control-Request-Method: POST"])
            #expect(status(answer) == "403")
            #expect(!answer.lowercased().contains("access-control-"))
        }
    }

    @Test func `guessing is slowed down, and what another page sends does not count`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let wrong = ["X-Admin-Token: wrong"]
            for _ in 0..<50 {
                #expect(
                    try await admin.status("GET /admin/api/status", wrong + ["Origin: http://evil.example"])
                        == "403")
            }
            #expect(try await admin.status("GET /admin/api/status", token) == "200")
            var statuses: [String] = []
            for _ in 0..<20 { statuses.append(try await admin.status("GET /admin/api/status", wrong)) }
            #expect(statuses.prefix(5) == ["401", "401", "401", "401", "401"])
            let slowed = try await admin.ask("GET /admin/api/status", wrong)
            #expect(status(slowed) == "429")
            #expect(slowed.contains("retry-after: "))
        }
    }

    @Test func `no guesser can shut the owner out`() async throws {
        try await AdminFixture.with { (admin) async throws in
            for _ in 0..<20 { _ = try await admin.status("GET /admin/api/status", ["X-Admin-Token: wrong"]) }
            #expect(try await admin.status("GET /admin/api/status", token) == "200")
        }
    }

    @Test func `only the header carries the token`() async throws {
        try await AdminFixture.with { (admin) async throws in
            let query = "GET /admin/api/status?token=\(AdminFixture.token)"
            #expect(try await admin.status(query) == "401")
            #expect(
                try await admin.status("GET /admin/api/status", ["Cookie: token=\(AdminFixture.token)"])
                    == "401")
            let bearer = ["Authorization: Bearer \(AdminFixture.token)"]
            #expect(try await admin.status("GET /admin/api/status", bearer) == "401")
        }
    }
}
