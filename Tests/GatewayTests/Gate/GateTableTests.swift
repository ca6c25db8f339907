import Gateway
import HTTPCore
import Settings
import Testing

/// The table "what each auth mode means", cell by cell.
struct GateTableTests {
    /// A column of the table.
    enum Caller: CaseIterable, Sendable {
        case program, listedPage, unlistedPage, lanPeer, health
    }

    enum Verdict: Sendable {
        case open, key, forbidden, unreachable
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let mode: AuthMode
        let lan: Bool
        let program: Verdict
        let listedPage: Verdict
        let unlistedPage: Verdict
        let lanPeer: Verdict
        let health: Verdict

        var testDescription: String { "\(mode), LAN \(lan ? "on" : "off")" }

        func verdict(for caller: Caller) -> Verdict {
            switch caller {
            case .program: program
            case .listedPage: listedPage
            case .unlistedPage: unlistedPage
            case .lanPeer: lanPeer
            case .health: health
            }
        }
    }

    static let rows: [Row] = [
        Row(.off, lan: false, .open, .key, .forbidden, .unreachable, .open),
        Row(.off, lan: true, .open, .key, .forbidden, .open, .open),
        Row(.auto, lan: false, .open, .key, .forbidden, .unreachable, .open),
        Row(.auto, lan: true, .key, .key, .forbidden, .key, .open),
        Row(.allExceptHealth, lan: false, .key, .key, .forbidden, .unreachable, .open),
        Row(.allExceptHealth, lan: true, .key, .key, .forbidden, .key, .open),
        Row(.strict, lan: false, .key, .key, .forbidden, .unreachable, .key),
        Row(.strict, lan: true, .key, .key, .forbidden, .key, .key),
    ]

    private func request(of caller: Caller, _ credential: [String]) -> GateRequest? {
        switch caller {
        case .program: GateFixture.request(with: credential)
        case .listedPage: GateFixture.request(with: ["Origin: http://localhost:5173"] + credential)
        case .unlistedPage: GateFixture.request(with: ["Origin: https://evil.example"] + credential)
        case .lanPeer:
            GateFixture.request(host: "192.168.1.5:8045", with: credential, peer: GateFixture.lanPeer)
        case .health: GateFixture.request("GET /healthz", with: credential)
        }
    }

    @Test(arguments: rows, Caller.allCases)
    func `every cell holds with no key, a wrong one and the right one`(row: Row, caller: Caller) throws {
        let policy = GatePolicy(GateFixture.settings(row.mode, lan: row.lan))
        let none = policy.decide(try #require(request(of: caller, [])), wait: nil)
        let wrong = policy.decide(try #require(request(of: caller, ["x-api-key: sk-wrong"])), wait: nil)
        let right = policy.decide(
            try #require(request(of: caller, ["Authorization: Bearer \(GateFixture.key)"])), wait: nil)
        switch row.verdict(for: caller) {
        case .open: #expect(none.isAllowed && wrong.isAllowed && right.isAllowed)
        case .key: #expect(none.code == .unauthorized && wrong.code == .unauthorized && right.isAllowed)
        case .forbidden: #expect([none, wrong, right].allSatisfy { $0.code == .originNotAllowed })
        case .unreachable: #expect([none, wrong, right].allSatisfy { $0.code == .hostNotAllowed })
        }
    }

    @Test(arguments: rows, Caller.allCases)
    func `an unknown host is refused in every cell`(row: Row, caller: Caller) throws {
        let policy = GatePolicy(GateFixture.settings(row.mode, lan: row.lan))
        let path = caller == .health ? "GET /healthz" : "POST /v1/messages"
        let origin = caller == .listedPage ? ["Origin: http://localhost:1"] : []
        let request = try #require(
            GateFixture.request(
                path, host: "evil.example", with: ["x-api-key: \(GateFixture.key)"] + origin,
                peer: caller == .lanPeer ? GateFixture.lanPeer : GateFixture.local))
        #expect(policy.decide(request, wait: nil).code == .hostNotAllowed)
    }

    @Test(arguments: rows)
    func `health is open to any listed caller or to none`(row: Row) throws {
        let policy = GatePolicy(GateFixture.settings(row.mode, lan: row.lan))
        let page = try #require(GateFixture.request("HEAD /healthz", with: ["Origin: http://localhost:1"]))
        #expect(policy.decide(page, wait: nil).isAllowed == (row.mode != .strict))
        let evil = try #require(GateFixture.request("GET /healthz", with: ["Origin: https://evil.example"]))
        #expect(policy.decide(evil, wait: nil).code == .originNotAllowed)
        let post = try #require(GateFixture.request("POST /healthz"))
        #expect(policy.decide(post, wait: nil).isAllowed == (row.program == .open))
    }
}

extension GateTableTests.Row {
    fileprivate init(
        _ mode: AuthMode, lan: Bool, _ program: GateTableTests.Verdict, _ listedPage: GateTableTests.Verdict,
        _ unlistedPage: GateTableTests.Verdict, _ lanPeer: GateTableTests.Verdict,
        _ health: GateTableTests.Verdict
    ) {
        self.init(
            mode: mode, lan: lan, program: program, listedPage: listedPage, unlistedPage: unlistedPage,
            lanPeer: lanPeer, health: health)
    }
}
