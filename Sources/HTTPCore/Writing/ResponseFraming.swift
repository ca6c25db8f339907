/// How an answer shows where its body ends.
package enum ResponseFraming: Sendable, Hashable {
    /// No body at all: 1xx, 204 and 304.
    case none
    case length(Int)
    case chunked
    /// The body ends with the connection; the only way to stream to HTTP/1.0.
    case untilClose

    /// How to send a body of unknown length to a caller of that version.
    package static func stream(for version: HTTPVersion) -> ResponseFraming {
        switch version {
        case .http10: .untilClose
        case .http11: .chunked
        }
    }
}
