extension JSONCursor {
    /// Steps over a number, which starts at the position: RFC 8259 §6.
    mutating func number() throws(JSONFault) -> Range<Int> {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        if current == UInt8(ascii: ".") {
            position += 1
            try skipDigits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        return start..<position
    }

    /// One digit or more.
    private mutating func skipDigits() throws(JSONFault) {
        guard current.isDigit else { throw fault(.invalidNumber) }
        repeat { position += 1 } while current.isDigit
    }

    /// What a checked number says.
    func number(at range: Range<Int>) -> JSONNumber {
        JSONNumber(checked: String(copying: UTF8Span(unchecked: slice(range).span, isKnownASCII: true)))
    }
}
