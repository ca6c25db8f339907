import HTTPServing
package import Reactor

/// The policy with its memory of wrong keys; a value, so that whoever owns it decides how it is shared.
package struct Gate: Sendable {
    private var policy: GatePolicy
    private var throttle = AttemptThrottle()

    package init(_ settings: GateSettings) {
        policy = GatePolicy(settings)
    }

    /// Goes by other settings from now on; who has to wait still has to.
    package mutating func apply(_ settings: GateSettings) {
        policy = GatePolicy(settings)
    }

    /// Decides about one request and remembers what it says about its peer.
    package mutating func decide(_ request: GateRequest, at now: LoopTime) -> GateDecision {
        let decision = policy.decide(request, wait: throttle.wait(for: request.peer, at: now))
        if case .refuse(let refusal) = decision, refusal.isFailedAttempt {
            throttle.recordFailure(of: request.peer, at: now)
        }
        return decision
    }
}
