/// Turns an offset into what an editor shows.
package enum TextPosition {
    /// The line and the column of a byte, both counted from 1, columns in Unicode scalars.
    package static func lineAndColumn(
        of offset: Int, in bytes: some Sequence<UInt8>
    ) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(max(offset, 0)) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
