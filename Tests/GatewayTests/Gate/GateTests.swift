import Gateway
import HTTPCore
import Reactor
import Settings
import Testing

/// The gate over time, with the clock in the test's hand.
struct GateTests {
    private let start = LoopTime(nanoseconds: 1_000_000_000)

    private func lanRequest(_ key: String?) throws -> GateRequest {
        let lines = key.map { ["x-api-key: \($0)"] } ?? []
        return try #require(
            GateFixture.request(host: "192.168.1.5:8045", with: lines, peer: GateFixture.lanPeer))
    }

    @Test func `a guesser on the network has to wait, even with the right key`() throws {
        let gate = Gate()
        let policy = GatePolicy(GateFixture.settings(.auto, lan: true))
        for _ in 1...5 {
            #expect(gate.decide(try lanRequest("sk-guess"), by: policy, at: start).code == .unauthorized)
        }
        guard case .refuse(let refusal) = gate.decide(try lanRequest(GateFixture.key), by: policy, at: start)
        else {
            Issue.record("let in")
            return
        }
        #expect(refusal.code == .tooManyAttempts)
        #expect(refusal.retryAfter == 2)
        #expect(!refusal.isFailedAttempt)
        #expect(gate.decide(try lanRequest(GateFixture.key), by: policy, at: start + .seconds(2)).isAllowed)
    }

    @Test func `programs of this machine do not stop each other`() throws {
        let gate = Gate()
        let policy = GatePolicy(GateFixture.settings(.strict))
        let stale = try #require(GateFixture.request(with: ["x-api-key: sk-stale"]))
        for _ in 1...5 { #expect(gate.decide(stale, by: policy, at: start).code == .unauthorized) }
        #expect(gate.decide(stale, by: policy, at: start).code == .tooManyAttempts)
        let good = try #require(GateFixture.request(with: ["x-api-key: \(GateFixture.key)"]))
        #expect(gate.decide(good, by: policy, at: start).isAllowed)
    }

    @Test func `what is refused before the key never counts`() throws {
        let gate = Gate()
        let policy = GatePolicy(GateFixture.settings(.strict, lan: true))
        let foreign = ["Origin: https://evil.example", "x-api-key: sk-guess"]
        let requests = try [
            #require(GateFixture.request(with: foreign)),
            #require(GateFixture.request(host: "evil.example", with: foreign)),
            #require(GateFixture.request(with: [])),
        ]
        for _ in 1...50 {
            for request in requests { _ = gate.decide(request, by: policy, at: start) }
        }
        let wrong = try #require(GateFixture.request(with: ["x-api-key: sk-wrong"]))
        #expect(gate.decide(wrong, by: policy, at: start).code == .unauthorized)
    }

    @Test func `a wait concerns only what needs a key`() throws {
        let gate = Gate()
        let policy = GatePolicy(GateFixture.settings(.auto, lan: true))
        for _ in 1...9 { _ = gate.decide(try lanRequest("sk-guess"), by: policy, at: start) }
        let health = try #require(
            GateFixture.request("GET /healthz", host: "192.168.1.5:8045", peer: GateFixture.lanPeer))
        #expect(gate.decide(health, by: policy, at: start).isAllowed)
    }

    @Test func `new settings hold at once and keep the waits`() throws {
        let gate = Gate()
        let policy = GatePolicy(GateFixture.settings(.auto, lan: true))
        for _ in 1...5 { _ = gate.decide(try lanRequest("sk-guess"), by: policy, at: start) }
        let strict = GatePolicy(GateFixture.settings(.strict, lan: true))
        #expect(gate.decide(try lanRequest(GateFixture.key), by: strict, at: start).code == .tooManyAttempts)
        let closed = GatePolicy(GateFixture.settings(.auto, lan: false))
        #expect(gate.decide(try lanRequest(GateFixture.key), by: closed, at: start).code == .hostNotAllowed)
    }
}
