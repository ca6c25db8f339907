import HTTPServing
package import Reactor
package import Settings
import Synchronization

/// Who may use the admin API: the owner's token, and the sessions that one-time codes opened.
package final class AdminSessions: Sendable {
    /// How the holder of a credential came by it.
    package enum Identity: Sendable, Hashable {
        /// The content of `admin.token`.
        case owner
        case session(remaining: Duration)
    }

    private struct Entry {
        let secret: [UInt8]
        var expires: LoopTime
    }

    private struct State {
        var codes: [Entry] = []
        var sessions: [Entry] = []
    }

    /// Long enough to switch to the browser, too short to be found in a terminal's history.
    package static let codeLifetime = Duration.seconds(60)
    /// A session ends after that long without use.
    package static let sessionIdle = Duration.seconds(12 * 3600)
    /// More links or sessions than one person needs; the oldest make room.
    private static let mostCodes = 16
    private static let secretBytes = 32
    private static let mostSessions = 64

    private let ownerToken: [UInt8]
    private let state = Mutex(State())

    package init(ownerToken: Secret) { self.ownerToken = ownerToken.reveal { Array($0.utf8) } }

    /// Makes a code that opens one session within a minute.
    package func makeCode(at now: LoopTime, using generator: inout some RandomNumberGenerator) -> String {
        let code = Secret.hexDigits(ofBytes: Self.secretBytes, using: &generator)
        state.withLock { state in
            state.codes.removeAll { $0.expires <= now }
            if state.codes.count >= Self.mostCodes { state.codes.removeFirst() }
            state.codes.append(Entry(secret: Array(code.utf8), expires: now + Self.codeLifetime))
        }
        return code
    }

    /// Makes a code from the system's random numbers.
    package func makeCode(at now: LoopTime) -> String {
        var generator = SystemRandomNumberGenerator()
        return makeCode(at: now, using: &generator)
    }

    /// Trades a code for a session's token from the system's random numbers.
    package func redeem(_ code: String, at now: LoopTime) -> String? {
        var generator = SystemRandomNumberGenerator()
        return redeem(code, at: now, using: &generator)
    }

    /// Trades a code for a session's token; a code works once.
    package func redeem(
        _ code: String, at now: LoopTime, using generator: inout some RandomNumberGenerator
    ) -> String? {
        let token = Secret.hexDigits(ofBytes: Self.secretBytes, using: &generator)
        return state.withLock { state in
            state.codes.removeAll { $0.expires <= now }
            guard let index = Self.index(of: Array(code.utf8), in: state.codes) else { return nil }
            state.codes.remove(at: index)
            state.sessions.removeAll { $0.expires <= now }
            if state.sessions.count >= Self.mostSessions { state.sessions.removeFirst() }
            state.sessions.append(Entry(secret: Array(token.utf8), expires: now + Self.sessionIdle))
            return token
        }
    }

    /// Whom a token belongs to, if to anyone; using a session keeps it alive.
    package func identify(_ token: [UInt8], at now: LoopTime) -> Identity? {
        if ConstantTimeCompare.equal(token, ownerToken) { return .owner }
        return state.withLock { state in
            state.sessions.removeAll { $0.expires <= now }
            guard let index = Self.index(of: token, in: state.sessions) else { return nil }
            state.sessions[index].expires = now + Self.sessionIdle
            return .session(remaining: Self.sessionIdle)
        }
    }

    package func end(_ token: [UInt8]) {
        state.withLock { state in
            if let index = Self.index(of: token, in: state.sessions) { state.sessions.remove(at: index) }
        }
    }

    /// Looks at every entry, so that the time tells nothing about which one matched.
    private static func index(of secret: [UInt8], in entries: [Entry]) -> Int? {
        var found: Int?
        for (index, entry) in entries.enumerated() where ConstantTimeCompare.equal(secret, entry.secret) {
            found = index
        }
        return found
    }
}
