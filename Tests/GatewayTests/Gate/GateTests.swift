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
        var gate = Gate(GateFixture.settings(.auto, lan: true))
        for _ in 1...5 { #expect(gate.decide(try lanRequest("sk-guess"), at: start).code == .unauthorized) }
        guard case .refuse(let refusal) = gate.decide(try lanRequest(GateFixture.key), at: start) else {
            Issue.record("let in")
            return
        }
        #expect(refusal.code == .tooManyAttempts)
        #expect(refusal.retryAfter == 2)
        #expect(!refusal.isFailedAttempt)
        #expect(gate.decide(try lanRequest(GateFixture.key), at: start + .seconds(2)).isAllowed)
    }

    @Test func `programs of this machine do not stop each other`() throws {
        var gate = Gate(GateFixture.settings(.strict))
        let stale = try #require(GateFixture.request(with: ["x-api-key: sk-stale"]))
        for _ in 1...5 { #expect(gate.decide(stale, at: start).code == .unauthorized) }
        #expect(gate.decide(stale, at: start).code == .tooManyAttempts)
        let good = try #require(GateFixture.request(with: ["x-api-key: \(GateFixture.key)"]))
        #expect(gate.decide(good, at: start).isAllowed)
    }

    @Test func `what is refused before the key never counts`() throws {
        var gate = Gate(GateFixture.settings(.strict, lan: true))
        let foreign = ["Origin: https://evil.example", "x-api-key: sk-guess"]
        let requests = try [
            #require(GateFixture.request(with: foreign)),
            #require(GateFixture.request(host: "evil.example", with: foreign)),
            #require(GateFixture.request(with: [])),
        ]
        for _ in 1...50 {
            for request in requests { _ = gate.decide(request, at: start) }
        }
        let wrong = try #require(GateFixture.request(with: ["x-api-key: sk-wrong"]))
        #expect(gate.decide(wrong, at: start).code == .unauthorized)
    }

    @Test func `a wait concerns only what needs a key`() throws {
        var gate = Gate(GateFixture.settings(.auto, lan: true))
        for _ in 1...9 { _ = gate.decide(try lanRequest("sk-guess"), at: start) }
        let health = try #require(
            GateFixture.request("GET /healthz", host: "192.168.1.5:8045", peer: GateFixture.lanPeer))
        #expect(gate.decide(health, at: start).isAllowed)
    }

    @Test func `new settings hold at once and keep the waits`() throws {
        var gate = Gate(GateFixture.settings(.auto, lan: true))
        for _ in 1...5 { _ = gate.decide(try lanRequest("sk-guess"), at: start) }
        gate.apply(GateFixture.settings(.strict, lan: true))
        #expect(gate.decide(try lanRequest(GateFixture.key), at: start).code == .tooManyAttempts)
        gate.apply(GateFixture.settings(.auto, lan: false))
        #expect(gate.decide(try lanRequest(GateFixture.key), at: start).code == .hostNotAllowed)
    }
}
