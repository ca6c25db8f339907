/// Finds the lines of a header or trailer section in bytes that may still grow, looking at each byte once.
struct FieldSectionScanner {
    private enum Step {
        case lineStart, name, valueStart, value, lineFeed, lastLineFeed, done
    }

    /// Ranges count from the same byte as `position`.
    private(set) var lines: [Fields.Line] = []
    private(set) var position: Int
    private let end: Int
    private let lineLimit: Int
    private let countLimit: Int
    private var step = Step.lineStart
    private var line = Fields.Line(name: 0..<0, value: 0..<0)
    /// The first place that the current line must not reach.
    private var lineEnd = 0

    /// Reads a section that begins at `start` and must end before `end`.
    init(from start: Int, before end: Int, lineLimit: Int, countLimit: Int) {
        position = start
        self.end = end
        self.lineLimit = lineLimit
        self.countLimit = countLimit
        lineEnd = end
    }

    /// Goes on where it stopped; true once the empty line has been read.
    mutating func advance(over bytes: Span<UInt8>) throws(HTTPParseError) -> Bool {
        while step != .done, position < bytes.count {
            guard position < lineEnd else { throw .fieldsTooLarge }
            switch step {
            case .lineStart: try readLineStart(bytes[position])
            case .name: try readName(bytes)
            case .valueStart: skipBlanks(bytes)
            case .value: try readValue(bytes)
            case .lineFeed: try readLineFeed(bytes[position])
            case .lastLineFeed:
                guard bytes[position] == ASCII.lineFeed else { throw .malformedField }
                position += 1
                step = .done
            case .done: break
            }
        }
        return step == .done
    }

    private mutating func readLineStart(_ byte: UInt8) throws(HTTPParseError) {
        if byte == ASCII.carriageReturn {
            position += 1
            step = .lastLineFeed
            return
        }
        guard lines.count < countLimit else { throw .fieldsTooLarge }
        // A blank here would fold the line into the one before (RFC 9112 §5.2), which nobody may send any more.
        guard ASCII.isToken(byte) else { throw .malformedField }
        if lines.isEmpty { lines.reserveCapacity(min(16, countLimit)) }
        line.name = position..<position
        lineEnd = min(end, position + lineLimit)
        step = .name
    }

    private mutating func readName(_ bytes: Span<UInt8>) throws(HTTPParseError) {
        let stop = min(bytes.count, lineEnd)
        var index = position
        while index < stop, ASCII.isToken(bytes[index]) { index += 1 }
        position = index
        guard index < stop else { return }
        guard bytes[index] == 0x3A else { throw .malformedField }
        line.name = line.name.lowerBound..<index
        position = index + 1
        step = .valueStart
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        let stop = min(bytes.count, lineEnd)
        while position < stop, ASCII.isBlank(bytes[position]) { position += 1 }
        guard position < stop else { return }
        line.value = position..<position
        step = .value
    }

    private mutating func readValue(_ bytes: Span<UInt8>) throws(HTTPParseError) {
        let stop = min(bytes.count, lineEnd)
        let index = ByteScan.firstNonFieldValue(in: bytes, from: position, to: stop)
        position = index
        guard index < stop else { return }
        guard bytes[index] == ASCII.carriageReturn else { throw .malformedField }
        var valueEnd = index
        while valueEnd > line.value.lowerBound, ASCII.isBlank(bytes[valueEnd - 1]) { valueEnd -= 1 }
        line.value = line.value.lowerBound..<valueEnd
        position = index + 1
        step = .lineFeed
    }

    private mutating func readLineFeed(_ byte: UInt8) throws(HTTPParseError) {
        guard byte == ASCII.lineFeed else { throw .malformedField }
        lines.append(line)
        lineEnd = end
        position += 1
        step = .lineStart
    }
}
