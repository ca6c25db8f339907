/// Why the bytes of a peer are not a message that we accept.
///
/// After any of these the place where the next message begins is unknown, so the connection closes.
package enum HTTPParseError: Error, Hashable {
    case malformedRequestLine
    case methodTooLong
    case unknownMethod
    case targetTooLong
    case malformedTarget
    case unsupportedVersion
    case malformedField
    case fieldsTooLarge
    case malformedHost
    case malformedLength
    case malformedTransferEncoding
    case unsupportedTransferEncoding
    case conflictingFraming
    case unsupportedExpectation
    case bodyTooLarge
    case malformedChunk
    case chunkExtensionsTooLarge
}

extension HTTPParseError {
    package var status: Status {
        switch self {
        case .malformedRequestLine, .methodTooLong, .malformedTarget, .malformedField, .malformedHost,
            .malformedLength, .malformedTransferEncoding, .conflictingFraming, .malformedChunk,
            .chunkExtensionsTooLarge:
            .badRequest
        case .unknownMethod, .unsupportedTransferEncoding: .notImplemented
        case .targetTooLong: .targetTooLong
        case .unsupportedVersion: .versionNotSupported
        case .fieldsTooLarge: .fieldsTooLarge
        case .unsupportedExpectation: .expectationFailed
        case .bodyTooLarge: .contentTooLarge
        }
    }

    /// One sentence for the caller; it never repeats what the caller sent.
    package var reason: String {
        switch self {
        case .malformedRequestLine: "The request line is malformed."
        case .methodTooLong: "The method is too long."
        case .unknownMethod: "This server does not know the method."
        case .targetTooLong: "The request target is too long."
        case .malformedTarget: "The request target is malformed."
        case .unsupportedVersion: "Only HTTP/1.0 and HTTP/1.1 are spoken here."
        case .malformedField: "A header line is malformed."
        case .fieldsTooLarge: "The header fields are too large or too many."
        case .malformedHost: "Exactly one valid Host header is required."
        case .malformedLength: "Content-Length must be one decimal number."
        case .malformedTransferEncoding: "Transfer-Encoding is malformed."
        case .unsupportedTransferEncoding: "Only the transfer coding chunked is supported."
        case .conflictingFraming: "The length of the body is stated in two ways."
        case .unsupportedExpectation: "Only Expect: 100-continue is supported."
        case .bodyTooLarge: "The request body is too large."
        case .malformedChunk: "The chunked body is malformed."
        case .chunkExtensionsTooLarge: "The chunk extensions are too large."
        }
    }
}
