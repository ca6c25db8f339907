package import HTTPCore

/// What went wrong, as a word that programs can rely on.
package enum APIErrorCode: String, Sendable, Hashable, CaseIterable {
    case unauthorized
    case tooManyAttempts = "too_many_attempts"
    case originNotAllowed = "origin_not_allowed"
    case hostNotAllowed = "host_not_allowed"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case badJSON = "bad_json"
    case badRequest = "bad_request"
    case bodyTooLarge = "body_too_large"
    case modelNotFound = "model_not_found"
    case unsupportedFeature = "unsupported_feature"
    case noAccounts = "no_accounts"
    case allCoolingDown = "all_cooling_down"
    case overloaded
    case upstreamConnect = "upstream_connect"
    case upstreamTimeout = "upstream_timeout"
    case upstreamCut = "upstream_cut"
    case upstreamProtocol = "upstream_protocol"
    case upstreamAuth = "upstream_auth"
    case stopping
}

extension APIErrorCode {
    /// The status for callers of that family: Anthropic's clients know an overload by 529.
    package func status(for family: CallerFamily) -> Status {
        switch self {
        case .unauthorized: .unauthorized
        case .tooManyAttempts, .allCoolingDown: .tooManyRequests
        case .originNotAllowed: .forbidden
        case .hostNotAllowed: .misdirectedRequest
        case .notFound, .modelNotFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .badJSON, .badRequest, .unsupportedFeature: .badRequest
        case .bodyTooLarge: .contentTooLarge
        case .noAccounts, .stopping: .serviceUnavailable
        case .overloaded: family == .anthropic ? Status(code: 529) : .serviceUnavailable
        case .upstreamConnect, .upstreamCut, .upstreamProtocol, .upstreamAuth: .badGateway
        case .upstreamTimeout: .gatewayTimeout
        }
    }

    /// One sentence that says what to do, for when there is nothing more exact to say.
    package var advice: String {
        switch self {
        case .unauthorized:
            "A valid API key is required: send it as Authorization: Bearer KEY, x-api-key: KEY or "
                + "x-goog-api-key: KEY; Gemini paths also take ?key=KEY."
        case .tooManyAttempts:
            "Too many wrong API keys came from this address: wait, then send the right one."
        case .originNotAllowed:
            "Pages from this origin may not use the gateway: add the origin to allowed_origins on the admin page."
        case .hostNotAllowed:
            "The gateway does not answer to this host name: use 127.0.0.1 or localhost with its own port, or add "
                + "the name to allowed_hosts on the admin page."
        case .notFound: "There is no such endpoint: check the base URL of the client."
        case .methodNotAllowed: "This endpoint does not take this method: see the Allow header."
        case .badJSON: "The body is not valid JSON: correct it and send it again."
        case .badRequest: "The request is not valid: correct it and send it again."
        case .bodyTooLarge: "The body is too large: send less, or raise max_body_mb on the admin page."
        case .modelNotFound: "No account serves this model: ask for one of those that GET /v1/models lists."
        case .unsupportedFeature:
            "The chosen model cannot do this: leave the feature out or ask another model."
        case .noAccounts: "No available accounts, please add an account first."
        case .allCoolingDown:
            "Every account for this model is resting: try again after the time in Retry-After."
        case .overloaded: "The gateway is busy: try again shortly."
        case .upstreamConnect:
            "The upstream could not be reached: try again, or check the account's base URL."
        case .upstreamTimeout: "The upstream did not answer in time: try again."
        case .upstreamCut: "The upstream broke off its answer: try again."
        case .upstreamProtocol:
            "The upstream sent an answer that cannot be read: try again, or use another account."
        case .upstreamAuth: "The upstream refused the account's key: replace the key on the admin page."
        case .stopping: "The gateway is stopping: try again once it has been started."
        }
    }
}
