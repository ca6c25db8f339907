import HTTPCore
import HTTPServing
import Reactor
import Synchronization

/// Who may even ask: this machine by its own names, the page itself, and nobody who guesses quickly.
///
/// A class because the count of guesses is one for all loops.
final class AdminGate: Sendable {
    private let throttle = Mutex(AttemptThrottle())

    /// All callers of this listener are on this machine, so they share one count.
    private static let peer = IPAddress.v4(0x7F00_0001)

    func checkHost(_ head: RequestHead, port: UInt16) throws(AdminRefusal) {
        guard HostPolicy().allows(head, port: Int(port), at: Self.peer) else { throw .hostNotAllowed }
    }

    /// Lets the page's own calls and programs pass, and no other page.
    func checkOrigin(_ head: RequestHead) throws(AdminRefusal) {
        switch FetchMetadata(head.fields) {
        case .absent, .sameOrigin: break
        case .none, .sameSite, .foreign: throw .originNotAllowed
        }
        let origins = head.fields.values(of: .origin)
        guard let text = origins.first else { return }
        guard origins.count == 1, let own = head.authority.map(WebOrigin.init(own:)),
            WebOrigin(parsing: text.utf8) == own
        else { throw .originNotAllowed }
    }

    /// Lets the user open the page; other pages may neither link to it nor load parts of it.
    func checkNavigation(_ head: RequestHead) throws(AdminRefusal) {
        switch FetchMetadata(head.fields) {
        case .absent, .none, .sameOrigin: break
        case .sameSite, .foreign: throw .originNotAllowed
        }
    }

    /// What a wrong token or code gets: the truth a few times, then a wait.
    ///
    /// Only guesses wait. All callers share one count, so a wait for everyone would let any program on this
    /// machine shut the owner out, and nobody guesses 256 bits. Successes do not clear the count.
    func refusalOfGuess(at now: LoopTime) -> AdminRefusal {
        throttle.withLock { throttle in
            if let wait = throttle.wait(for: Self.peer, at: now) {
                return .tooMany(seconds: Int(wait.components.seconds) + 1)
            }
            throttle.recordFailure(of: Self.peer, at: now)
            return .unauthorized
        }
    }
}
