import Gateway
import HTTPCore
import Reactor
import Settings
import Testing

/// The rows of the security checklist that the gate decides.
struct GatePolicyTests {
    private let policy = GatePolicy(GateFixture.settings(.auto))
    private let keyed = GatePolicy(GateFixture.settings(.allExceptHealth))
    private let rightKey = "Authorization: Bearer \(GateFixture.key)"

    /// B5-5.
    @Test func `a rebound name is refused though no key is wanted`() throws {
        let off = GatePolicy(GateFixture.settings(.off))
        let request = try #require(GateFixture.request("POST /v1/messages", host: "evil.example"))
        #expect(off.decide(request, wait: nil).code == .hostNotAllowed)
    }

    /// B5-6.
    @Test func `the absolute form decides over Host`() throws {
        let request = try #require(GateFixture.request("GET http://evil.example/v1/models"))
        #expect(policy.decide(request, wait: nil).code == .hostNotAllowed)
    }

    /// B5-27.
    @Test func `a program on this machine needs no key`() throws {
        let decision = policy.decide(try #require(GateFixture.request()), wait: nil)
        #expect(decision == .allow(Fields()))
    }

    /// B5-28, 29.
    @Test(arguments: [[], ["x-api-key: \(GateFixture.key)"]])
    func `a page from an unlisted origin is refused, key or no key`(credential: [String]) throws {
        let request = try #require(GateFixture.request(with: ["Origin: https://evil.example"] + credential))
        let decision = policy.decide(request, wait: nil)
        #expect(decision.code == .originNotAllowed)
        #expect(decision.fields.count == 0)
    }

    /// B5-30.
    @Test(arguments: ["cross-site", "same-site", "something-new"])
    func `a blind post is refused`(site: String) throws {
        let lines = [
            "Content-Type: text/plain", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Site: \(site)", rightKey,
        ]
        let request = try #require(GateFixture.request(with: lines))
        #expect(policy.decide(request, wait: nil).code == .originNotAllowed)
    }

    @Test func `an address typed into a browser is no page`() throws {
        let typed = try #require(GateFixture.request("GET /v1/models", with: ["Sec-Fetch-Site: none"]))
        #expect(policy.decide(typed, wait: nil).isAllowed)
        let own = try #require(GateFixture.request("GET /v1/models", with: ["Sec-Fetch-Site: same-origin"]))
        #expect(policy.decide(own, wait: nil).code == .unauthorized)
    }

    /// B5-31.
    @Test func `a preflight from a listed origin is answered without a key`() throws {
        let request = try #require(
            GateFixture.request(
                "OPTIONS /v1/chat/completions",
                with: [
                    "Origin: http://localhost:5173", "Access-Control-Request-Method: POST",
                    "Access-Control-Request-Headers: authorization,Content-Type, x-stainless-lang,x-evil",
                    "Access-Control-Request-Private-Network: true", "Sec-Fetch-Site: cross-site",
                ]))
        guard case .preflight(let fields) = keyed.decide(request, wait: nil) else {
            Issue.record("not a preflight answer")
            return
        }
        #expect(fields[.accessControlAllowOrigin] == "http://localhost:5173")
        #expect(fields[.accessControlAllowHeaders] == "authorization, content-type, x-stainless-lang")
        #expect(fields[.accessControlMaxAge] == "600")
        #expect(fields[.vary] == "Origin")
        #expect(fields[.accessControlAllowPrivateNetwork] == "true")
        #expect(fields[FieldName("access-control-allow-credentials")] == nil)
    }

    @Test func `a preflight gets no more than it asks for`() throws {
        let lines = ["Origin: http://localhost:1", "Access-Control-Request-Method: GET"]
        let fields = policy.decide(try #require(GateFixture.request("OPTIONS /", with: lines)), wait: nil)
            .fields
        #expect(fields[.accessControlAllowPrivateNetwork] == nil)
        #expect(fields[.accessControlAllowHeaders] == nil)
    }

    @Test func `a preflight from an unlisted origin gets nothing`() throws {
        let lines = ["Origin: https://evil.example", "Access-Control-Request-Method: POST"]
        let decision = policy.decide(
            try #require(GateFixture.request("OPTIONS /v1/models", with: lines)), wait: nil)
        #expect(decision.code == .originNotAllowed)
        #expect(decision.fields.count == 0)
    }

    /// B5-32.
    @Test func `a listed page can read why it is refused`() throws {
        let origin = "Origin: http://localhost:5173"
        let without = policy.decide(try #require(GateFixture.request(with: [origin])), wait: nil)
        #expect(without.code == .unauthorized)
        #expect(without.fields[.accessControlAllowOrigin] == "http://localhost:5173")
        let with = policy.decide(try #require(GateFixture.request(with: [origin, rightKey])), wait: nil)
        #expect(with.isAllowed)
        #expect(with.fields[.accessControlAllowOrigin] == "http://localhost:5173")
        #expect(with.fields[.vary] == "Origin")
        #expect(with.fields[.crossOriginResourcePolicy] == "cross-origin")
    }

    /// B5-53.
    @Test func `a forwarded address changes nothing`() throws {
        let lan = GatePolicy(GateFixture.settings(.auto, lan: true))
        let request = try #require(
            GateFixture.request(
                host: "192.168.1.5:8045", with: ["X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1"],
                peer: GateFixture.lanPeer))
        #expect(lan.decide(request, wait: nil).code == .unauthorized)
    }

    /// B5-56.
    @Test(arguments: [
        ("POST /v1beta/models/m:generateContent", true), ("POST /v1/models/a/b:streamGenerateContent", true),
        ("GET /v1beta/models", true), ("POST /v1/chat/completions", false), ("POST /v1/messages", false),
        ("GET /v1/models", false), ("GET /healthz/x", false),
    ])
    func `a key in the query counts on Gemini paths only`(line: String, counts: Bool) throws {
        let request = try #require(GateFixture.request("\(line)?alt=sse&key=\(GateFixture.key)"))
        #expect(keyed.decide(request, wait: nil).isAllowed == counts)
    }

    @Test(arguments: ["Authorization: Bearer K", "Authorization: K", "x-api-key: K", "x-goog-api-key: K"])
    func `every accepted header is accepted`(line: String) throws {
        let request = try #require(GateFixture.request(with: [line.replacing("K", with: GateFixture.key)]))
        #expect(keyed.decide(request, wait: nil).isAllowed)
    }

    @Test func `a peer from the network is refused once LAN access is off, whatever host it names`() throws {
        let request = try #require(GateFixture.request(with: [rightKey], peer: GateFixture.lanPeer))
        #expect(policy.decide(request, wait: nil).code == .hostNotAllowed)
        #expect(keyed.decide(request, wait: nil).code == .hostNotAllowed)
    }

    @Test func `an empty key opens nothing`() throws {
        let policy = GatePolicy(GateSettings(authMode: .strict, key: Secret("")))
        for line in ["x-api-key:", "Authorization: Bearer ", "x-api-key: a"] {
            #expect(
                policy.decide(try #require(GateFixture.request(with: [line])), wait: nil).code
                    == .unauthorized)
        }
    }
}
