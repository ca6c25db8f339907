/// A checked string token.
struct JSONStringToken {
    /// The bytes between the quotes.
    let contents: Range<Int>
    let hasEscapes: Bool
    let isASCII: Bool
}

extension JSONCursor {
    /// Steps over a string, which starts at the position, and checks its escapes and its UTF-8.
    mutating func string() throws(JSONFault) -> JSONStringToken {
        position += 1
        let start = position
        var seen: UInt64 = 0
        var hasEscapes = false
        while true {
            seen |= skipPlainBytes()
            guard position < end else { throw fault(.unexpectedEnd) }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let contents = start..<position
                let isASCII = seen & ByteWord.highBits == 0
                if !isASCII { try checkUTF8(of: contents) }
                position += 1
                return JSONStringToken(contents: contents, hasEscapes: hasEscapes, isASCII: isASCII)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try skipEscape()
            default: throw fault(.controlCharacter)
            }
        }
    }

    /// Stops at a quote, a backslash, a control character or the end; returns all bytes it saw, or-ed.
    mutating func skipPlainBytes() -> UInt64 {
        var seen: UInt64 = 0
        while end - position >= ByteWord.size {
            let word = ByteWord(at: position, in: bytes)
            let stops = word.stringStops
            guard stops == 0 else {
                position += stops.trailingZeroBitCount / 8
                return seen | (word.bits & (stops &- 1 & ~stops))
            }
            seen |= word.bits
            position += ByteWord.size
        }
        while position < end, !bytes[position].endsPlainText {
            seen |= UInt64(bytes[position])
            position += 1
        }
        return seen
    }

    private func checkUTF8(of range: Range<Int>) throws(JSONFault) {
        do {
            _ = try UTF8Span(validating: slice(range).span)
        } catch {
            throw JSONFault(kind: .invalidUTF8, offset: range.lowerBound + error.byteOffsets.lowerBound)
        }
    }

    private mutating func skipEscape() throws(JSONFault) {
        let start = position
        position += 1
        switch current {
        case UInt8(ascii: "u"):
            position += 1
            try skipUnicodeEscape(from: start)
        case let letter where JSONEscape.byte(for: letter) != nil: position += 1
        default: throw position < end ? JSONFault(kind: .invalidEscape, offset: start) : fault(.unexpectedEnd)
        }
    }

    private mutating func skipUnicodeEscape(from start: Int) throws(JSONFault) {
        switch try hexUnit(from: start) {
        case 0xD800...0xDBFF:
            guard current == UInt8(ascii: "\\"), end - position > 1, bytes[position + 1] == UInt8(ascii: "u")
            else { throw JSONFault(kind: .loneSurrogate, offset: start) }
            let second = position
            position += 2
            guard (0xDC00...0xDFFF).contains(try hexUnit(from: second)) else {
                throw JSONFault(kind: .loneSurrogate, offset: start)
            }
        case 0xDC00...0xDFFF: throw JSONFault(kind: .loneSurrogate, offset: start)
        default: break
        }
    }

    private mutating func hexUnit(from start: Int) throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = JSONEscape.hexDigit(current) else {
                throw position < end ? JSONFault(kind: .invalidEscape, offset: start) : fault(.unexpectedEnd)
            }
            unit = unit << 4 | digit
            position += 1
        }
        return unit
    }
}

extension JSONCursor {
    /// What a checked string says.
    func text(of token: JSONStringToken) -> String {
        let raw = slice(token.contents)
        guard token.hasEscapes else { return text(raw, isASCII: token.isASCII) }
        // An escape is never shorter than what it stands for.
        return String(unsafeUninitializedCapacity: raw.count) { JSONEscape.decode(raw, into: $0) }
    }

    /// A copy of bytes that `string()` found to be UTF-8.
    private func text(_ raw: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String {
        String(copying: UTF8Span(unchecked: raw.span, isKnownASCII: isASCII))
    }
}

extension UInt8 {
    /// Whether a string cannot go on with this byte as it stands.
    fileprivate var endsPlainText: Bool {
        self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
    }
}
