internal import CCurl
internal import Glibc

extension ClientError {
    /// What a result of libcurl's means for the transfer that it ended.
    init(_ code: CURLcode, of easy: EasyHandle, _ transfer: Transfer) {
        let point: CutPoint = transfer.head.isComplete ? .afterHead : .beforeHead
        switch code {
        case CURLE_WRITE_ERROR, CURLE_ABORTED_BY_CALLBACK:
            self = transfer.refusal ?? .failed(code: code.rawValue)
        case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED: self = .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST: self = .resolve
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxy
        case CURLE_COULDNT_CONNECT: self = transfer.refusal ?? Self.noConnection(easy)
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut(.connect)
        case CURLE_SSL_CONNECT_ERROR: self = .tls(.handshake)
        case CURLE_PEER_FAILED_VERIFICATION:
            self = .tls(TLSFailure(verifyResult: easy.number(CURLINFO_SSL_VERIFYRESULT)))
        case CURLE_UNSUPPORTED_PROTOCOL: self = .protocolViolation(.statusLine)
        case CURLE_WEIRD_SERVER_REPLY:
            self = .protocolViolation(transfer.head.status == 0 ? .statusLine : .fieldLine)
        case CURLE_HTTP2, CURLE_BAD_CONTENT_ENCODING: self = .protocolViolation(.framing)
        case CURLE_OUT_OF_MEMORY: self = point == .beforeHead ? .tooLarge : .failed(code: code.rawValue)
        case CURLE_RECV_ERROR: self = Self.brokenAnswer(easy, point)
        case CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_OK, CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM:
            self = .cut(point)
        default: self = .failed(code: code.rawValue)
        }
    }

    private static func noConnection(_ easy: EasyHandle) -> ClientError {
        guard !easy.usesProxy else { return .proxy }
        return switch Int32(truncatingIfNeeded: easy.number(CURLINFO_OS_ERRNO)) {
        case ECONNREFUSED: .connect(.refused)
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN: .connect(.unreachable)
        case EMFILE, ENFILE, ENOBUFS, ENOMEM, EADDRNOTAVAIL: .connect(.exhausted)
        default: .connect(.other)
        }
    }

    /// libcurl has one code for a broken connection, for chunks it cannot read and for a proxy that says no.
    private static func brokenAnswer(_ easy: EasyHandle, _ point: CutPoint) -> ClientError {
        if easy.usesProxy, easy.number(CURLINFO_HTTP_CONNECTCODE) >= 300 { return .proxy }
        // Only the system gives a reason in a number; TLS gives none.
        let isBroken = point == .beforeHead || easy.isSecure || easy.number(CURLINFO_OS_ERRNO) != 0
        return isBroken ? .cut(point) : .protocolViolation(.framing)
    }
}

extension TLSFailure {
    /// Reads OpenSSL's result of the verification; libcurl leaves it at 1 when it finds the name wrong itself.
    fileprivate init(verifyResult: Int) {
        self =
            switch verifyResult {
            case 0, 1: .wrongName
            case 9, 10: .expired
            default: .untrusted
            }
    }
}
