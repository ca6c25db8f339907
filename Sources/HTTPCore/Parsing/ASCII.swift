/// The byte classes of HTTP, as tables of bits; no locale, no Unicode.
package enum ASCII {
    package static let tab: UInt8 = 0x09
    package static let lineFeed: UInt8 = 0x0A
    package static let carriageReturn: UInt8 = 0x0D
    package static let space: UInt8 = 0x20
    package static let delete: UInt8 = 0x7F

    /// RFC 9110 §5.6.2 `tchar`, what names of fields and methods are made of.
    @inline(__always)
    package static func isToken(_ byte: UInt8) -> Bool {
        holds(byte, 0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)
    }

    /// RFC 3986 `pchar` and `/`, the percent sign included.
    @inline(__always)
    package static func isPath(_ byte: UInt8) -> Bool {
        holds(byte, 0x2FFF_FFF2_0000_0000, 0x47FF_FFFE_87FF_FFFF)
    }

    /// What a query may hold: `pchar`, `/`, `?` and the brackets, bars and carets that browsers leave as they are.
    @inline(__always)
    package static func isQuery(_ byte: UInt8) -> Bool {
        holds(byte, 0xAFFF_FFF2_0000_0000, 0x7FFF_FFFF_EFFF_FFFF)
    }

    /// Letters, digits, `-`, `.` and `_`.
    @inline(__always)
    package static func isHostName(_ byte: UInt8) -> Bool {
        holds(byte, 0x03FF_6000_0000_0000, 0x07FF_FFFE_87FF_FFFE)
    }

    /// What follows the first letter of a URI scheme.
    package static func isScheme(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }

    @inline(__always)
    package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// Optional white space is a space or a tab, nothing else.
    @inline(__always)
    package static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    /// Visible characters, blanks and the bytes from 0x80 up.
    @inline(__always)
    package static func isFieldValue(_ byte: UInt8) -> Bool { byte >= space && byte != delete || byte == tab }

    @inline(__always)
    package static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// The value of a hexadecimal digit.
    @inline(__always)
    package static func hexValue(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }

    /// Compares without regard to the case of ASCII letters; `lowercase` must have none in upper case.
    package static func matches(_ bytes: ArraySlice<UInt8>, _ lowercase: StaticString) -> Bool {
        guard bytes.count == lowercase.utf8CodeUnitCount else { return false }
        return lowercase.withUTF8Buffer { expected in
            for (offset, byte) in bytes.enumerated() where self.lowercased(byte) != expected[offset] {
                return false
            }
            return true
        }
    }

    /// The bytes without blanks at either end.
    package static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }

    /// Reads a plain decimal number: digits only, no sign, no leading zero, at most `digits` of them.
    package static func decimal(_ bytes: some Collection<UInt8>, digits: Int) -> Int? {
        guard (1...digits).contains(bytes.count), bytes.first != 0x30 || bytes.count == 1 else { return nil }
        var value = 0
        for byte in bytes {
            guard isDigit(byte) else { return nil }
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(Int(byte &- 0x30))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }

    /// Whether a bit for the byte is set in a table for 0x00–0x3F or one for 0x40–0x7F.
    @inline(__always)
    private static func holds(_ byte: UInt8, _ low: UInt64, _ high: UInt64) -> Bool {
        guard byte < 0x80 else { return false }
        return ((byte < 0x40 ? low : high) &>> UInt64(byte & 0x3F)) & 1 != 0
    }
}
