import HTTPServing
package import Reactor
import Synchronization

/// The memory of wrong keys beside the policy of the moment; who has to wait still has to when settings change.
package final class Gate: Sendable {
    private let throttle = Mutex(AttemptThrottle())

    package init() {}

    /// Decides about one request and remembers what it says about its peer.
    package func decide(_ request: GateRequest, by policy: GatePolicy, at now: LoopTime) -> GateDecision {
        let wait = throttle.withLock { $0.wait(for: request.peer, at: now) }
        let decision = policy.decide(request, wait: wait)
        if case .refuse(let refusal) = decision, refusal.isFailedAttempt {
            throttle.withLock { $0.recordFailure(of: request.peer, at: now) }
        }
        return decision
    }
}
