/// Why a request to an upstream has no answer, or its answer no end.
///
/// Nothing in it comes from a peer or from a request, so that it can be logged and shown.
package enum ClientError: Error, Hashable {
    /// The URL, the method or the proxy is none that can be called.
    case invalidURL
    /// The name has no address.
    case resolve
    case connect(ConnectFailure)
    /// The address rule forbids where the name leads.
    case refusedAddress
    case tls(TLSFailure)
    /// The proxy cannot be reached, or will not connect.
    case proxy
    case timedOut(TimedPhase)
    /// The connection ended too early.
    case cut(CutPoint)
    /// The upstream does not speak HTTP as it must.
    case protocolViolation(ProtocolViolation)
    /// The head of the answer is larger than the bound.
    case tooLarge
    /// The task that waited was cancelled.
    case cancelled
    /// Something in the client itself failed, such as memory; the number is libcurl's.
    case failed(code: UInt32)
}

/// Why no connection came about.
package enum ConnectFailure: Hashable, Sendable {
    /// Nothing listens at the address.
    case refused
    /// There is no way to the address.
    case unreachable
    /// This process or machine has no descriptor, port or memory left for a connection.
    case exhausted
    case other
}

/// Why there is no secure connection.
package enum TLSFailure: Hashable, Sendable {
    case expired
    /// No authority of the system vouches for the certificate.
    case untrusted
    /// The certificate is for another name.
    case wrongName
    /// The two sides found no common ground, or one broke off.
    case handshake
}

/// The phase whose time was up.
package enum TimedPhase: Hashable, Sendable {
    case connect
    case firstByte
    case idle
}

/// How far the answer had come when the connection ended.
package enum CutPoint: Hashable, Sendable {
    case beforeHead
    case afterHead
}

/// What is wrong with the bytes of an answer.
package enum ProtocolViolation: Hashable, Sendable {
    case statusLine
    case fieldLine
    /// A length that is none, two lengths, or a length beside a transfer coding.
    case contentLength
    /// Another coding than `chunked`, or one where none may be.
    case transferEncoding
    case tooManyInterimHeads
    /// `101`, which nobody asked for.
    case unrequestedUpgrade
    /// Chunks or frames that cannot be read.
    case framing
}
