/// Turns the bytes of one connection into requests, however the bytes are cut.
///
/// A value without I/O: the server appends what the socket gave and asks for events until there are none. Bytes
/// behind the end of a message stay for the next one. After an error the parser keeps throwing it.
package struct RequestParser: Sendable {
    private enum Phase {
        case head, counted, chunked, finished
    }

    /// A larger buffer is given back when it runs empty, so that idle connections stay small.
    private static let keptCapacity = 4 * 1024

    private let limits: HTTPLimits
    private var buffer: [UInt8] = []
    /// How many bytes at the front of the buffer belong to what has already been returned.
    private var consumed = 0
    private var phase = Phase.head
    private var line = RequestLineScanner()
    private var section: FieldSectionScanner?
    private var chunks: ChunkedDecoder
    private var owed = 0
    private var bodyLimit: Int
    private var failure: HTTPParseError?

    /// Body bytes of the current message so far, without chunk framing.
    package private(set) var bodyBytesSeen = 0

    package init(limits: HTTPLimits) {
        self.limits = limits
        bodyLimit = limits.bodyBytes
        chunks = ChunkedDecoder(limits: limits)
    }

    /// How many bytes wait to be parsed.
    package var bufferedBytes: Int { buffer.count - consumed }

    /// Whether at least one byte of a message has come whose end has not been returned.
    package var hasStarted: Bool {
        guard phase == .head else { return true }
        return !line.isBeforeMethod || bufferedBytes > line.position
    }

    /// Keeps what the socket gave; nothing is kept once the connection has failed.
    package mutating func append(_ bytes: Span<UInt8>) {
        guard failure == nil else { return }
        if consumed > 0, consumed >= buffer.count / 2 {
            buffer.removeSubrange(..<consumed)
            consumed = 0
        }
        buffer.append(copying: bytes)
    }

    /// Sets how long the body of the current message may be; it counts from the next event on.
    ///
    /// A length beyond it is refused before any of the body is returned.
    package mutating func allowBody(upTo limit: Int) {
        bodyLimit = limit
    }

    /// The next event, or nil when more bytes are needed.
    package mutating func next() throws(HTTPParseError) -> RequestEvent? {
        if let failure { throw failure }
        do {
            return try readEvent()
        } catch {
            fail(error)
            throw error
        }
    }

    private mutating func readEvent() throws(HTTPParseError) -> RequestEvent? {
        switch phase {
        case .head: try readHead()
        case .counted: try readCounted()
        case .chunked: try readChunked()
        case .finished: finish()
        }
    }

    private mutating func readHead() throws(HTTPParseError) -> RequestEvent? {
        guard let lines = try scanHead() else { return nil }
        let start = consumed + line.position
        let fields = Fields(
            storage: Array(buffer[start..<(consumed + lines.position)]), lines: lines.lines)
        let target = (consumed + line.target.lowerBound)..<(consumed + line.target.upperBound)
        let head = try RequestHead(
            method: line.method, targetBytes: buffer[target], version: line.version, fields: fields)
        bodyBytesSeen = 0
        bodyLimit = limits.bodyBytes
        switch head.framing {
        case .none: phase = .finished
        case .length(let length):
            owed = length
            phase = .counted
        case .chunked:
            chunks = ChunkedDecoder(limits: limits)
            phase = .chunked
        }
        line = RequestLineScanner()
        consume(lines.position)
        return .head(head)
    }

    /// Looks at the new bytes of a head; returns its lines, with ranges that count from the first of them.
    private mutating func scanHead() throws(HTTPParseError) -> (position: Int, lines: [Fields.Line])? {
        let held = buffer
        let bytes = held.span.extracting(consumed...)
        if section == nil {
            guard try line.advance(over: bytes, within: limits) else { return nil }
            section = FieldSectionScanner(
                from: 0, before: limits.headBytes - line.position, lineLimit: limits.fieldBytes,
                countLimit: limits.fieldCount)
        }
        guard try section?.advance(over: bytes.extracting(line.position...)) == true,
            let found = section.take()
        else { return nil }
        return (line.position + found.position, found.lines)
    }

    private mutating func readCounted() throws(HTTPParseError) -> RequestEvent? {
        guard bodyBytesSeen + owed <= bodyLimit else { throw .bodyTooLarge }
        guard owed > 0 else { return finish() }
        let count = min(owed, bufferedBytes, limits.bodyPieceBytes)
        guard count > 0 else { return nil }
        let piece = Array(buffer[consumed..<(consumed + count)])
        owed -= count
        bodyBytesSeen += count
        consume(count)
        return .body(piece)
    }

    private mutating func readChunked() throws(HTTPParseError) -> RequestEvent? {
        guard bodyBytesSeen <= bodyLimit else { throw .bodyTooLarge }
        var piece: [UInt8] = []
        do {
            let held = buffer
            let used = try chunks.decode(
                held.span.extracting(consumed...), into: &piece, room: limits.bodyPieceBytes,
                allowance: bodyLimit - bodyBytesSeen)
            consume(used)
        } catch {
            // What came before the fault is part of the body however the bytes were cut; the fault comes next.
            guard !piece.isEmpty else { throw error }
            fail(error)
        }
        bodyBytesSeen += piece.count
        guard piece.isEmpty else { return .body(piece) }
        return chunks.isDone ? finish() : nil
    }

    private mutating func finish() -> RequestEvent {
        phase = .head
        return .end
    }

    private mutating func fail(_ error: HTTPParseError) {
        failure = error
        buffer = []
        consumed = 0
    }

    private mutating func consume(_ count: Int) {
        consumed += count
        guard consumed == buffer.count else { return }
        buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
        consumed = 0
    }
}
