package import HTTPCore
package import Reactor

/// Why a body could not be read to its end.
package enum RequestBodyError: Error {
    case malformed(HTTPParseError)
    case tooLarge(limit: Int)
    /// The caller closed before the end that it announced.
    case incomplete
    case tooSlow
    /// All callers together send more than the server holds.
    case noRoom
    case broken(StreamError)

    package var status: Status {
        switch self {
        case .malformed(let error): error.status
        case .tooLarge: .contentTooLarge
        case .incomplete, .broken: .badRequest
        case .tooSlow: .requestTimeout
        case .noRoom: .serviceUnavailable
        }
    }

    /// What to tell the caller.
    package var reason: String {
        switch self {
        case .malformed(let error): error.reason
        case .tooLarge(let limit): "The body is larger than the limit of \(limit) bytes."
        case .incomplete, .broken: "The body ended before its announced length."
        case .tooSlow: "The body arrived too slowly."
        case .noRoom: "Too many large requests at the same time: try again in a moment."
        }
    }
}
