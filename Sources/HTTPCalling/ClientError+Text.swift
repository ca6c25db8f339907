extension ClientError: CustomStringConvertible {
    /// One short phrase for a log or a person.
    package var description: String {
        switch self {
        case .invalidURL: "the URL cannot be called"
        case .resolve: "the host name cannot be resolved"
        case .connect(let failure): failure.text
        case .refusedAddress: "the host name leads to an address that is not allowed"
        case .tls(let failure): failure.text
        case .proxy: "the proxy cannot be used"
        case .timedOut(.connect): "connecting took too long"
        case .timedOut(.firstByte): "the answer did not begin in time"
        case .timedOut(.idle): "the answer fell silent"
        case .cut(.beforeHead): "the connection ended before the answer began"
        case .cut(.afterHead): "the connection ended inside the answer"
        case .protocolViolation(let violation): violation.text
        case .tooLarge: "the head of the answer is too large"
        case .cancelled: "the request was cancelled"
        case .failed(let code): "the client failed with code \(code)"
        }
    }
}

extension ConnectFailure {
    fileprivate var text: String {
        switch self {
        case .refused: "the connection was refused"
        case .unreachable: "the host cannot be reached"
        case .exhausted: "there are no descriptors or ports left to connect with"
        case .other: "the connection failed"
        }
    }
}

extension TLSFailure {
    fileprivate var text: String {
        switch self {
        case .expired: "the certificate has expired or is not valid yet"
        case .untrusted: "the certificate is not trusted"
        case .wrongName: "the certificate is for another host"
        case .handshake: "the TLS handshake failed"
        }
    }
}

extension ProtocolViolation {
    fileprivate var text: String {
        switch self {
        case .statusLine: "the answer does not begin with an HTTP status line"
        case .fieldLine: "the answer has a malformed header field"
        case .contentLength: "the answer has no single valid length"
        case .transferEncoding: "the answer has a transfer coding that it must not have"
        case .tooManyInterimHeads: "the answer has too many interim heads"
        case .unrequestedUpgrade: "the answer switches to a protocol nobody asked for"
        case .framing: "the framing of the answer cannot be read"
        }
    }
}
