package import HTTPCore

/// What becomes of a request at the gate.
package enum GateDecision: Sendable, Equatable {
    /// It may go on; the fields belong into its answer.
    case allow(Fields)
    /// It is answered 204 with these fields.
    case preflight(Fields)
    case refuse(GateRefusal)
}

/// Why a request may not go on, and what its answer carries besides the error body.
package struct GateRefusal: Sendable, Equatable {
    package let code: APIErrorCode
    /// Lets a listed page read the refusal; empty otherwise.
    package let fields: Fields
    /// Seconds until another attempt is looked at.
    package let retryAfter: Int?
    /// Whether a credential was shown and was wrong; a missing one is no failed attempt.
    package let isFailedAttempt: Bool

    init(
        _ code: APIErrorCode, fields: Fields = Fields(), retryAfter: Int? = nil, isFailedAttempt: Bool = false
    ) {
        self.code = code
        self.fields = fields
        self.retryAfter = retryAfter
        self.isFailedAttempt = isFailedAttempt
    }
}
