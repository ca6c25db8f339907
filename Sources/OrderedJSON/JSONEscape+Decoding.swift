extension JSONEscape {
    /// Writes what the contents of a checked string say and returns how many bytes that is.
    ///
    /// The room must be as long as the contents.
    static func decode(
        _ contents: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var read = 0
        var written = 0
        while read < contents.count {
            let run = read..<nextBackslash(from: read, in: contents)
            _ = room.extracting(written..<written + run.count)
                .initialize(fromContentsOf: contents.extracting(run))
            written += run.count
            read = run.upperBound
            guard read + 1 < contents.count else { break }
            if let byte = byte(for: contents[read + 1]) {
                room[written] = byte
                written += 1
                read += 2
            } else {
                let (scalar, length) = scalar(at: read, in: contents)
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    room[written] = byte
                    written += 1
                }
                read += length
            }
        }
        return written
    }

    private static func nextBackslash(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var position = start
        while bytes.count - position >= ByteWord.size {
            let found = ByteWord(at: position, in: bytes).backslashes
            guard found == 0 else { return position + found.trailingZeroBitCount / 8 }
            position += ByteWord.size
        }
        while position < bytes.count, bytes[position] != UInt8(ascii: "\\") { position += 1 }
        return position
    }

    /// The scalar of a checked `\uXXXX`, or of a pair of them, and how many bytes of text it takes.
    private static func scalar(
        at offset: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let unit = unit(at: offset + 2, in: bytes)
        guard UTF16.isLeadSurrogate(unit) else { return (Unicode.Scalar(unit) ?? replacement, 6) }
        let second = self.unit(at: offset + 8, in: bytes)
        let value = 0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(second) & 0x3FF
        return (Unicode.Scalar(value) ?? replacement, 12)
    }

    /// The UTF-16 unit written as four hex digits, which `JSONCursor.string()` has seen to be there.
    private static func unit(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt16 {
        bytes.extracting(offset..<offset + 4).reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) }
    }
}
