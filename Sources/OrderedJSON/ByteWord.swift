/// Eight bytes looked at together, the first of them in the lowest bits.
struct ByteWord {
    static let size = 8
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    let bits: UInt64

    /// The caller has made sure that eight bytes stand there.
    init(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        bits = UInt64(
            littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        )
    }

    /// The high bit of the first byte that is a quote, a backslash or a control character, and 0 if none is.
    ///
    /// Subtracting borrows from the byte above, so bits over the lowest one may be wrong: only that counts.
    var stringStops: UInt64 {
        let quotes = bits ^ Self.ones &* UInt64(UInt8(ascii: "\""))
        let backslashes = bits ^ Self.ones &* UInt64(UInt8(ascii: "\\"))
        let controls = (bits &- Self.ones &* 0x20) & ~bits
        let found =
            ((quotes &- Self.ones) & ~quotes) | ((backslashes &- Self.ones) & ~backslashes) | controls
        return found & Self.highBits
    }

    /// The high bit of the first backslash, by the same rule as `stringStops`.
    var backslashes: UInt64 {
        let backslashes = bits ^ Self.ones &* UInt64(UInt8(ascii: "\\"))
        return (backslashes &- Self.ones) & ~backslashes & Self.highBits
    }
}
