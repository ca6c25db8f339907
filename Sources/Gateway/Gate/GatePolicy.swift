import HTTPCore
import HTTPServing
import Settings

/// Decides whether a request may go on; pure, so that every rule can be read off a table.
///
/// The order is fixed: host, page, preflight, then the rate and the credential. What is refused before the credential
/// is looked at says nothing about keys and never counts as a failed attempt, or a page could lock its owner out.
package struct GatePolicy: Sendable {
    private let hosts: HostPolicy
    private let origins: OriginPolicy
    private let settings: GateSettings

    package init(_ settings: GateSettings) {
        self.settings = settings
        hosts = HostPolicy(allowedHosts: settings.allowedHosts)
        origins = OriginPolicy(listing: OriginPolicy.loopbackPages + settings.allowedOrigins)
    }

    /// Decides about one request of a peer that still has to wait so long after wrong keys.
    package func decide(_ request: GateRequest, wait: Duration?) -> GateDecision {
        guard hosts.allows(request.head, port: request.port, at: request.local),
            request.peer.isLoopback || settings.allowsLAN
        else {
            return .refuse(GateRefusal(.hostNotAllowed))
        }
        let caller: GateTable.Caller
        var fields = Fields()
        switch (origins.judge(request.head.fields), FetchMetadata(request.head.fields)) {
        case (.listed(let origin), _):
            if request.isPreflight {
                return .preflight(GateCORS.preflightFields(for: origin, request.head.fields))
            }
            caller = .listedPage
            fields = GateCORS.answerFields(for: origin)
        case (.unlisted, _), (.absent, .sameSite), (.absent, .foreign):
            return .refuse(GateRefusal(.originNotAllowed))
        // A page served under our own name; it has to show the key like any page.
        case (.absent, .sameOrigin): caller = .listedPage
        case (.absent, .absent), (.absent, .none): caller = request.peer.isLoopback ? .program : .lanPeer
        }
        let table = GateTable(settings.authMode, allowsLAN: settings.allowsLAN)
        guard !request.seeksAdminPage, table.needsKey(caller, isHealthCheck: request.isHealthCheck) else {
            return .allow(fields)
        }
        return checkKey(of: request, fields: fields, wait: wait)
    }

    /// Looks at the credential unless the peer has to wait.
    ///
    /// On this machine the right key is let in at once all the same: many programs share the address 127.0.0.1, and
    /// one with a stale key must not stop the others.
    private func checkKey(of request: GateRequest, fields: Fields, wait: Duration?) -> GateDecision {
        let mustWait = wait.map {
            GateRefusal(.tooManyAttempts, fields: fields, retryAfter: Self.wholeSeconds($0))
        }
        if let mustWait, !request.peer.isLoopback { return .refuse(mustWait) }
        let candidates = CredentialForms.candidates(
            in: request.head, acceptsQueryKey: CallerFamily(path: request.head.target.path) == .gemini)
        let key = settings.key.reveal { Array($0.utf8) }
        var matches = false
        for candidate in candidates where ConstantTimeCompare.equal(candidate, key) { matches = true }
        if matches { return .allow(fields) }
        return .refuse(
            mustWait ?? GateRefusal(.unauthorized, fields: fields, isFailedAttempt: !candidates.isEmpty))
    }

    private static func wholeSeconds(_ wait: Duration) -> Int {
        let (seconds, attoseconds) = wait.components
        return max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0))
    }
}
