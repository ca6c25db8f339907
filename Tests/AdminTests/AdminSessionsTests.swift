import Admin
import Reactor
import Settings
import TestSupport
import Testing

struct AdminSessionsTests {
    private let owner = String(repeating: "a", count: 64)
    private let start = LoopTime(nanoseconds: 1_000_000_000)

    private func session(_ sessions: AdminSessions, seed: UInt64, at now: LoopTime) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let code = sessions.makeCode(at: now, using: &generator)
        return try #require(sessions.redeem(code, at: now, using: &generator))
    }

    @Test func `the owner's token is known and nothing near it`() {
        let sessions = AdminSessions(ownerToken: Secret(owner))
        #expect(sessions.identify(Array(owner.utf8), at: start) == .owner)
        for wrong in ["", String(owner.dropLast()), owner + "a", String(repeating: "b", count: 64)] {
            #expect(sessions.identify(Array(wrong.utf8), at: start) == nil)
        }
    }

    @Test func `a code works once`() throws {
        var generator = SeededGenerator(seed: 1)
        let sessions = AdminSessions(ownerToken: Secret(owner))
        let code = sessions.makeCode(at: start, using: &generator)
        let token = try #require(sessions.redeem(code, at: start, using: &generator))
        #expect(sessions.redeem(code, at: start, using: &generator) == nil)
        #expect(
            sessions.identify(Array(token.utf8), at: start) == .session(remaining: AdminSessions.sessionIdle))
        #expect(sessions.identify(Array(code.utf8), at: start) == nil)
    }

    @Test func `a code is worth nothing after a minute`() {
        var generator = SeededGenerator(seed: 2)
        let sessions = AdminSessions(ownerToken: Secret(owner))
        let code = sessions.makeCode(at: start, using: &generator)
        #expect(sessions.redeem(code, at: start + .seconds(60), using: &generator) == nil)
    }

    @Test func `a session lives as long as it is used, and ends after twelve idle hours`() throws {
        let sessions = AdminSessions(ownerToken: Secret(owner))
        let token = Array(try session(sessions, seed: 3, at: start).utf8)
        #expect(sessions.identify(token, at: start + .seconds(11 * 3600)) != nil)
        #expect(sessions.identify(token, at: start + .seconds(22 * 3600)) != nil)
        #expect(sessions.identify(token, at: start + .seconds(34 * 3600)) == nil)
    }

    @Test func `signing out ends the session and no other`() throws {
        let sessions = AdminSessions(ownerToken: Secret(owner))
        let first = Array(try session(sessions, seed: 4, at: start).utf8)
        let second = Array(try session(sessions, seed: 5, at: start).utf8)
        sessions.end(first)
        #expect(sessions.identify(first, at: start) == nil)
        #expect(sessions.identify(second, at: start) != nil)
    }

    @Test func `more sessions than anyone needs push out the oldest`() throws {
        let sessions = AdminSessions(ownerToken: Secret(owner))
        let tokens = try (0..<65).map { Array(try session(sessions, seed: 100 + $0, at: start).utf8) }
        #expect(sessions.identify(tokens[0], at: start) == nil)
        #expect(sessions.identify(tokens[1], at: start) != nil)
        #expect(sessions.identify(tokens[64], at: start) != nil)
    }
}
