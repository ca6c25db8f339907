/// Finds the parts of a request line in bytes that may still grow, looking at each byte once.
struct RequestLineScanner {
    private enum Step {
        case start, emptyLine, method, target, version, done
    }

    /// Counts from the first byte of the message.
    private(set) var position = 0
    private(set) var target = 0..<0
    private(set) var version = HTTPVersion.http11
    private(set) var method = Method.get
    /// Told only of a line that is well-formed otherwise: what speaks another protocol is malformed.
    private var knowsMethod = true
    private var step = Step.start
    private var partStart = 0
    private var hasSkippedEmptyLine = false

    /// Whether only an empty line before the message has been seen, which some callers send after a body.
    var isBeforeMethod: Bool { step == .start }

    /// Goes on where it stopped; true once the whole line has been read.
    mutating func advance(over bytes: Span<UInt8>, within limits: HTTPLimits) throws(HTTPParseError) -> Bool {
        while position < bytes.count {
            switch step {
            case .start: try readStart(bytes[position])
            case .emptyLine: try readEmptyLine(bytes[position])
            case .method: try readMethod(bytes, limit: limits.methodBytes)
            case .target: try readTarget(bytes, limit: limits.targetBytes)
            case .version: try readVersion(bytes)
            case .done: return true
            }
        }
        return step == .done
    }

    private mutating func readStart(_ byte: UInt8) throws(HTTPParseError) {
        if byte == ASCII.carriageReturn {
            // RFC 9112 §2.2: one empty line is forgiven, a flood of them is not.
            guard !hasSkippedEmptyLine else { throw .malformedRequestLine }
            step = .emptyLine
            position += 1
        } else {
            step = .method
            partStart = position
        }
    }

    private mutating func readEmptyLine(_ byte: UInt8) throws(HTTPParseError) {
        guard byte == ASCII.lineFeed else { throw .malformedRequestLine }
        hasSkippedEmptyLine = true
        step = .start
        position += 1
    }

    private mutating func readMethod(_ bytes: Span<UInt8>, limit: Int) throws(HTTPParseError) {
        var index = position
        while index < bytes.count, index - partStart <= limit, ASCII.isToken(bytes[index]) { index += 1 }
        position = index
        guard index - partStart <= limit else { throw .methodTooLong }
        guard index < bytes.count else { return }
        guard bytes[index] == ASCII.space, index > partStart else { throw .malformedRequestLine }
        if let known = Method(parsing: bytes.extracting(partStart..<index)) {
            method = known
        } else {
            knowsMethod = false
        }
        begin(.target, at: index + 1)
    }

    private mutating func readTarget(_ bytes: Span<UInt8>, limit: Int) throws(HTTPParseError) {
        var index = position
        while index < bytes.count, index - partStart <= limit, bytes[index] &- 0x21 < 0x5E { index += 1 }
        position = index
        guard index - partStart <= limit else { throw .targetTooLong }
        guard index < bytes.count else { return }
        guard bytes[index] == ASCII.space, index > partStart else { throw .malformedRequestLine }
        target = partStart..<index
        begin(.version, at: index + 1)
    }

    /// `HTTP/`, a digit, a dot, a digit, CR and LF: each byte has one right place.
    private mutating func readVersion(_ bytes: Span<UInt8>) throws(HTTPParseError) {
        let expected: StaticString = "HTTP/0.0\r\n"
        let offset = position - partStart
        let byte = bytes[position]
        let template = expected.withUTF8Buffer { $0[offset] }
        guard template == 0x30 ? ASCII.isDigit(byte) : byte == template else { throw .malformedRequestLine }
        position += 1
        guard byte == ASCII.lineFeed else { return }
        guard knowsMethod else { throw .unknownMethod }
        guard bytes[partStart + 5] == 0x31 else { throw .unsupportedVersion }
        version = bytes[partStart + 7] == 0x30 ? .http10 : .http11
        step = .done
    }

    private mutating func begin(_ next: Step, at index: Int) {
        step = next
        position = index
        partStart = index
    }
}
