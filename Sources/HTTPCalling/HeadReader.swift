internal import HTTPCore

/// Reads the heads of one answer line by line, as libcurl hands them over, and refuses what libcurl lets pass.
///
/// libcurl takes the last of two lengths, ignores a length beside a transfer coding, unfolds folded lines and reads
/// interim heads for ever. Each of these lets two readers see two different answers, so each is an error here.
struct HeadReader {
    /// All heads of the answer together, interim ones included.
    static let byteLimit = 64 * 1024
    /// Real answers have about thirty.
    static let fieldLimit = 256
    /// Interim heads announce links or progress; a few are honest, a flood is not.
    static let interimLimit = 16
    /// Lengths of up to 999 TB.
    private static let lengthDigits = 15

    private enum Phase {
        case statusLine
        case fields
        case complete
    }

    private(set) var status = 0
    private(set) var version = ResponseVersion.http11
    private(set) var fields = Fields()
    private var phase = Phase.statusLine
    private var byteCount = 0
    private var interimCount = 0

    /// Whether the final head is there; lines after it are trailers, which nobody asked for.
    var isComplete: Bool { phase == .complete }

    /// Reads one line with its line end.
    mutating func read(_ line: ArraySlice<UInt8>) throws(ClientError) {
        byteCount += line.count
        guard byteCount <= Self.byteLimit else { throw .tooLarge }
        guard line.count >= 2, line[line.endIndex - 1] == ASCII.lineFeed,
            line[line.endIndex - 2] == ASCII.carriageReturn
        else { throw .protocolViolation(phase == .statusLine ? .statusLine : .fieldLine) }
        let content = line.dropLast(2)
        switch phase {
        case .statusLine: try readStatusLine(content)
        case .fields where content.isEmpty: try finishHead()
        case .fields: try readField(content)
        case .complete: break
        }
    }

    /// `HTTP/1.1 200 OK`; libcurl writes `HTTP/2 200` itself.
    private mutating func readStatusLine(_ line: ArraySlice<UInt8>) throws(ClientError) {
        guard let version = Self.version(of: line) else { throw .protocolViolation(.statusLine) }
        let rest = line.dropFirst(version == .http2 ? 7 : 9)
        let reason = rest.dropFirst(3)
        guard let code = ASCII.decimal(rest.prefix(3), digits: 3), code >= 100,
            reason.isEmpty || reason.first == ASCII.space && reason.allSatisfy(ASCII.isFieldValue)
        else { throw .protocolViolation(.statusLine) }
        status = code
        self.version = version
        phase = .fields
    }

    private static func version(of line: ArraySlice<UInt8>) -> ResponseVersion? {
        if line.starts(with: "HTTP/1.1 ".utf8) { return .http11 }
        if line.starts(with: "HTTP/2 ".utf8) { return .http2 }
        return line.starts(with: "HTTP/1.0 ".utf8) ? .http10 : nil
    }

    private mutating func readField(_ line: ArraySlice<UInt8>) throws(ClientError) {
        guard fields.count < Self.fieldLimit else { throw .tooLarge }
        // A folded line begins with a blank, which no name holds.
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
            line[(colon + 1)...].allSatisfy(ASCII.isFieldValue),
            fields.append(name: line[..<colon], bytes: line[(colon + 1)...])
        else { throw .protocolViolation(.fieldLine) }
    }

    private mutating func finishHead() throws(ClientError) {
        guard status != 101 else { throw .protocolViolation(.unrequestedUpgrade) }
        if status < 200 {
            interimCount += 1
            guard interimCount <= Self.interimLimit else { throw .protocolViolation(.tooManyInterimHeads) }
            fields = Fields()
            phase = .statusLine
            return
        }
        try checkFraming()
        phase = .complete
    }

    private func checkFraming() throws(ClientError) {
        let lengths = fields.count(of: .contentLength)
        if let coding = fields.bytes(of: .transferEncoding) {
            guard fields.count(of: .transferEncoding) == 1, ASCII.matches(coding, "chunked"),
                version == .http11
            else { throw .protocolViolation(.transferEncoding) }
            guard lengths == 0 else { throw .protocolViolation(.contentLength) }
        }
        guard lengths > 0, let length = fields.bytes(of: .contentLength) else { return }
        guard lengths == 1, length.count <= Self.lengthDigits, !length.isEmpty,
            length.allSatisfy(ASCII.isDigit)
        else { throw .protocolViolation(.contentLength) }
    }
}
