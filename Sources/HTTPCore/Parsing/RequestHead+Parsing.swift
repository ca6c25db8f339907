extension RequestHead {
    /// Judges what the scanners found: the target, `Host`, the framing of the body, the wishes for the connection.
    init(
        method: Method, targetBytes: ArraySlice<UInt8>, version: HTTPVersion, fields: Fields
    ) throws(HTTPParseError) {
        guard let target = RequestTarget(parsing: targetBytes, method: method) else { throw .malformedTarget }
        let framing = try Self.framing(by: fields, version: version)
        let expectsContinue = try Self.expectsContinue(fields, version: version, framing: framing)
        self.init(
            method: method, target: target, version: version, fields: fields, framing: framing,
            authority: try Self.authority(of: target, targetBytes, fields, version: version),
            expectsContinue: expectsContinue,
            keepsAlive: method != .connect && Self.keepsAlive(fields, version: version))
    }

    /// RFC 9112 §3.2: `Host` is there once and valid, even where the target overrides it.
    private static func authority(
        of target: RequestTarget, _ targetBytes: ArraySlice<UInt8>, _ fields: Fields, version: HTTPVersion
    ) throws(HTTPParseError) -> Authority? {
        var host: Authority?
        switch fields.count(of: .host) {
        case 0:
            guard version == .http10 else { throw .malformedHost }
        case 1:
            guard let bytes = fields.bytes(of: .host), let parsed = Authority(parsing: bytes) else {
                throw .malformedHost
            }
            host = parsed
        default: throw .malformedHost
        }
        return switch target.form {
        case .origin, .asterisk: host
        case .absolute(_, let authority): authority
        case .authority: Authority(parsing: targetBytes)
        }
    }

    /// RFC 9112 §6: the one place that decides where a body ends; doubt is an error.
    private static func framing(by fields: Fields, version: HTTPVersion) throws(HTTPParseError) -> BodyFraming
    {
        let lengths = fields.count(of: .contentLength)
        guard let coding = fields.bytes(of: .transferEncoding) else {
            guard let text = fields.bytes(of: .contentLength) else { return .none }
            guard lengths == 1, let length = ASCII.decimal(text, digits: longestLength) else {
                throw .malformedLength
            }
            return .length(length)
        }
        guard lengths == 0, version == .http11 else { throw .conflictingFraming }
        guard fields.count(of: .transferEncoding) == 1 else { throw .malformedTransferEncoding }
        guard !ASCII.matches(coding, "chunked") else { return .chunked }
        throw isCodedAndChunked(coding) ? .unsupportedTransferEncoding : .malformedTransferEncoding
    }

    /// Digits of a length that fit an `Int` with room to add to it.
    private static let longestLength = 15

    /// A well-formed list that ends in one `chunked`, such as `gzip, chunked`.
    private static func isCodedAndChunked(_ value: ArraySlice<UInt8>) -> Bool {
        var codings = value.split(separator: 0x2C, omittingEmptySubsequences: false).map(ASCII.trimmed)
        guard let last = codings.popLast(), ASCII.matches(last, "chunked"), !codings.isEmpty else {
            return false
        }
        return codings.allSatisfy { coding in
            !coding.isEmpty && coding.allSatisfy(ASCII.isToken) && !ASCII.matches(coding, "chunked")
        }
    }

    /// RFC 9110 §10.1.1: the one expectation there is; HTTP/1.0 has none.
    private static func expectsContinue(
        _ fields: Fields, version: HTTPVersion, framing: BodyFraming
    ) throws(HTTPParseError) -> Bool {
        guard version == .http11, let value = fields.bytes(of: .expect) else { return false }
        guard fields.count(of: .expect) == 1, ASCII.matches(value, "100-continue") else {
            throw .unsupportedExpectation
        }
        return framing != .none && framing != .length(0)
    }

    /// RFC 9112 §9.3: `close` wins; HTTP/1.0 has to ask for more than one request.
    private static func keepsAlive(_ fields: Fields, version: HTTPVersion) -> Bool {
        var keepsAlive = version == .http11
        guard fields.bytes(of: .connection) != nil else { return keepsAlive }
        var closes = false
        fields.forEach { name, value in
            guard ASCII.matches(name, "connection") else { return }
            for option in value.split(separator: 0x2C).map(ASCII.trimmed) {
                if ASCII.matches(option, "close") { closes = true }
                if ASCII.matches(option, "keep-alive") { keepsAlive = true }
            }
        }
        return keepsAlive && !closes
    }
}
