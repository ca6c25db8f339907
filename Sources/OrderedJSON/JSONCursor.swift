/// A reading position in bytes that stay where they are while it lives.
///
/// It and its extensions are the one place that reads through a pointer, for speed; every read is behind a
/// comparison with `end`.
struct JSONCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    let end: Int
    var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        end = bytes.count
    }

    /// The byte at the position, or NUL at the end: no token of JSON starts with it.
    var current: UInt8 { position < end ? bytes[position] : 0 }

    /// A fault at the position, which is another one when the text ends there.
    func fault(_ kind: JSONParseError.Kind) -> JSONFault {
        JSONFault(kind: position < end ? kind : .unexpectedEnd, offset: position)
    }

    /// Steps over what RFC 8259 calls white space.
    mutating func skipWhitespace() {
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            default: return
            }
        }
    }

    /// Steps over a byte that must be there.
    mutating func skip(_ byte: UInt8, orElse kind: JSONParseError.Kind) throws(JSONFault) {
        guard current == byte else { throw fault(kind) }
        position += 1
    }

    /// Steps over `true`, `false` or `null`.
    mutating func skip(_ word: StaticString) throws(JSONFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[index] else { throw fault(.expectedValue) }
            position += 1
        }
    }

    /// Whether the bytes start with U+FEFF, which RFC 8259 forbids to write.
    var startsWithByteOrderMark: Bool {
        end >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    }

    /// A part of the bytes.
    func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { bytes.extracting(range) }
}
