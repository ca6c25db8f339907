/// Looks for a few bytes, eight at a time.
enum ByteScan {
    /// The first byte that a field value must not hold, or `end`.
    static func firstNonFieldValue(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end {
            if index + 8 <= end {
                let word = load(bytes, at: index)
                let found =
                    markBytes(below: 0x20, in: word) | markZeroBytes(in: word ^ repeated(ASCII.delete))
                if found == 0 {
                    index += 8
                    continue
                }
                index += found.trailingZeroBitCount / 8
            }
            guard ASCII.isFieldValue(bytes[index]) else { return index }
            index += 1
        }
        return end
    }

    /// The first CR or LF, or `end`.
    static func firstLineBreak(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        while index + 8 <= end {
            let word = load(bytes, at: index)
            let found =
                markZeroBytes(in: word ^ repeated(ASCII.carriageReturn))
                | markZeroBytes(in: word ^ repeated(ASCII.lineFeed))
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, bytes[index] != ASCII.lineFeed, bytes[index] != ASCII.carriageReturn { index += 1 }
        return index
    }

    /// Eight bytes, the first of them lowest; the load is checked against the bounds of the span.
    @inline(__always)
    private static func load(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inline(__always)
    private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The top bit of each byte below `bound`; the lowest mark is exact, those above it may be false.
    @inline(__always)
    private static func markBytes(below bound: UInt8, in word: UInt64) -> UInt64 {
        (word &- repeated(bound)) & ~word & repeated(0x80)
    }

    @inline(__always)
    private static func markZeroBytes(in word: UInt64) -> UInt64 { markBytes(below: 1, in: word) }
}
