/// Reads an event stream by the rules of the WHATWG HTML standard, however its bytes are cut.
///
/// Lines end in CR, LF or CRLF, mixed at will; a byte order mark at the start is skipped; comments, unknown fields
/// and events without data give nothing. Data stays bytes, so that a character cut by a read is never damaged.
package struct EventStreamParser: Sendable {
    /// The longest line and the most data of one event; far beyond any model's answer, short of hurting the process.
    package static let defaultLimit = 16 * 1024 * 1024

    private let limit: Int
    /// The beginning of a line whose end has not come yet.
    private var partial: [UInt8] = []
    private var endsWithCR = false
    private var isFirstLine = true
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var id: String?
    private var retry: Int?
    private var failure: EventStreamError?

    package init(limit: Int = EventStreamParser.defaultLimit) {
        self.limit = limit
    }

    /// Returns the events that these bytes complete.
    ///
    /// An error is thrown once the events before it have been returned, then by every later call.
    package mutating func feed(_ bytes: Span<UInt8>) throws(EventStreamError) -> [ServerSentEvent] {
        if let failure { throw failure }
        var events: [ServerSentEvent] = []
        var start = 0
        while start < bytes.count, failure == nil {
            if endsWithCR {
                endsWithCR = false
                if bytes[start] == ASCII.lineFeed {
                    start += 1
                    continue
                }
            }
            let end = ByteScan.firstLineBreak(in: bytes, from: start, to: bytes.count)
            if end - start > limit - partial.count {
                fail()
            } else if end == bytes.count {
                partial.append(copying: bytes.extracting(start...))
            } else {
                endsWithCR = bytes[end] == ASCII.carriageReturn
                if let event = endLine(with: bytes.extracting(start..<end)) { events.append(event) }
            }
            start = end + 1
        }
        if let failure, events.isEmpty { throw failure }
        return events
    }

    /// The event that the end of the stream cut off, which a browser would drop; nil if nothing was pending.
    package mutating func finish() throws(EventStreamError) -> ServerSentEvent? {
        if let failure { throw failure }
        let isInsideComment = partial.first == 0x3A
        let isPending = hasData || !name.isEmpty || !(partial.isEmpty || isInsideComment)
        if !partial.isEmpty { readPartial() }
        return isPending ? takeEvent() : nil
    }

    /// Ends the current line with its last bytes; an empty line ends the event.
    private mutating func endLine(with last: Span<UInt8>) -> ServerSentEvent? {
        if !partial.isEmpty {
            partial.append(copying: last)
            readPartial()
        } else if !last.isEmpty {
            read(last)
        } else if hasData {
            return takeEvent()
        } else {
            isFirstLine = false
            name = ""
            retry = nil
        }
        if data.count > limit { fail() }
        return nil
    }

    private mutating func readPartial() {
        let line = partial
        partial = []
        read(line.span)
    }

    private mutating func takeEvent() -> ServerSentEvent {
        let event = ServerSentEvent(name: name, data: data, id: id, retry: retry)
        name = ""
        data = []
        hasData = false
        retry = nil
        return event
    }

    private mutating func fail() {
        failure = .eventTooLong(limit: limit)
        partial = []
        data = []
    }
}

extension EventStreamParser {
    /// Reads one line that is not empty: a comment or a field.
    private mutating func read(_ wholeLine: Span<UInt8>) {
        let line = wholeLine.extracting((isFirstLine && Self.startsWithMark(wholeLine) ? 3 : 0)...)
        isFirstLine = false
        var nameEnd = 0
        while nameEnd < line.count, line[nameEnd] != 0x3A { nameEnd += 1 }
        var valueStart = min(nameEnd + 1, line.count)
        if valueStart < line.count, line[valueStart] == ASCII.space { valueStart += 1 }
        let value = line.extracting(valueStart...)
        let field = line.extracting(..<nameEnd)
        if Self.isField(field, "data") {
            if hasData { data.append(ASCII.lineFeed) }
            data.append(copying: value)
            hasData = true
        } else if Self.isField(field, "event") {
            name = Self.text(value)
        } else if Self.isField(field, "id") {
            if !Array(copying: value).contains(0) { id = Self.text(value) }
        } else if Self.isField(field, "retry") {
            retry = Self.milliseconds(value) ?? retry
        }
    }

    /// Whether the UTF-8 byte order mark comes first.
    private static func startsWithMark(_ line: Span<UInt8>) -> Bool {
        line.count >= 3 && line[0] == 0xEF && line[1] == 0xBB && line[2] == 0xBF
    }

    private static func isField(_ bytes: Span<UInt8>, _ name: StaticString) -> Bool {
        guard bytes.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { expected in
            for index in bytes.indices where bytes[index] != expected[index] { return false }
            return true
        }
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Digits only; a number too large to be a time counts as not there.
    private static func milliseconds(_ bytes: Span<UInt8>) -> Int? {
        let digits = Array(copying: bytes)
        guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy(ASCII.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
}
