/// Reads one chunk-size line byte by byte; its extensions are checked and forgotten.
struct ChunkLineScanner {
    /// RFC 9112 §7.1.1; the blanks are the "bad white space" that a recipient has to bear.
    private enum Step {
        case size, blankBeforeExtension, extensionStart, extensionName, blankBeforeEquals, valueStart, token
        case quoted, escaped, valueEnd, lineFeed, done
    }

    private(set) var size = 0
    private(set) var extensionBytes = 0
    private var digits = 0
    private var step = Step.size

    var isDone: Bool { step == .done }

    /// Digits of a size that fit an `Int` with room to add to it.
    private static let mostDigits = 12

    mutating func read(_ byte: UInt8) throws(HTTPParseError) {
        switch step {
        case .size: try readSize(byte)
        case .lineFeed:
            guard byte == ASCII.lineFeed else { throw .malformedChunk }
            step = .done
        case .done: throw .malformedChunk
        default:
            if byte != ASCII.carriageReturn { extensionBytes += 1 }
            guard let next = following(byte) else { throw .malformedChunk }
            step = next
        }
    }

    private mutating func readSize(_ byte: UInt8) throws(HTTPParseError) {
        if let value = ASCII.hexValue(byte), digits < Self.mostDigits {
            size = size << 4 | Int(value)
            digits += 1
            return
        }
        guard digits > 0 else { throw .malformedChunk }
        switch byte {
        case ASCII.carriageReturn: step = .lineFeed
        case 0x3B: step = .extensionStart
        case ASCII.space, ASCII.tab: step = .blankBeforeExtension
        default: throw .malformedChunk
        }
        if step != .lineFeed { extensionBytes += 1 }
    }

    /// The step after a byte of an extension, nil where the byte must not stand.
    private func following(_ byte: UInt8) -> Step? {
        let isBlank = ASCII.isBlank(byte)
        let isToken = ASCII.isToken(byte)
        return switch (step, byte) {
        case (.quoted, 0x22): .valueEnd
        case (.quoted, 0x5C): .escaped
        case (.quoted, _), (.escaped, _): ASCII.isFieldValue(byte) ? .quoted : nil
        case (.extensionName, ASCII.carriageReturn), (.token, ASCII.carriageReturn),
            (.valueEnd, ASCII.carriageReturn):
            .lineFeed
        case (.blankBeforeExtension, 0x3B), (.extensionName, 0x3B), (.blankBeforeEquals, 0x3B),
            (.token, 0x3B),
            (.valueEnd, 0x3B):
            .extensionStart
        case (.extensionName, 0x3D), (.blankBeforeEquals, 0x3D): .valueStart
        case (.valueStart, 0x22): .quoted
        case (.extensionStart, _): isToken ? .extensionName : isBlank ? .extensionStart : nil
        case (.extensionName, _): isToken ? .extensionName : isBlank ? .blankBeforeEquals : nil
        case (.blankBeforeEquals, _): isBlank ? .blankBeforeEquals : nil
        case (.valueStart, _): isToken ? .token : isBlank ? .valueStart : nil
        case (.token, _): isToken ? .token : isBlank ? .blankBeforeExtension : nil
        case (.valueEnd, _), (.blankBeforeExtension, _): isBlank ? .blankBeforeExtension : nil
        case (.size, _), (.lineFeed, _), (.done, _): nil
        }
    }
}
