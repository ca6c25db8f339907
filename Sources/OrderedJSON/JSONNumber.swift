/// A number as it was written, so that `1.0`, `1e3` and 400 digits survive a round trip.
///
/// Equality is of the text: `1.0` is not `1`.
package struct JSONNumber: Sendable, Hashable {
    /// The digits, which always match the grammar of RFC 8259 §6.
    package let text: String

    /// Takes a text that the parser has already checked.
    init(checked text: String) { self.text = text }

    package init(_ value: Int) { text = String(value) }

    /// The shortest text that reads back as the same value; nil for an infinity or NaN.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value.description
    }

    /// The value of plain digits that fit, so nil for `1.0`, `1e3` and `9223372036854775808`.
    package var int: Int? {
        var digits = text.utf8[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        var value = 0
        for byte in digits {
            guard byte.isDigit else { return nil }
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = Int(byte &- UInt8(ascii: "0"))
            let (sum, overflows) =
                isNegative
                ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
            guard !overflow, !overflows else { return nil }
            value = sum
        }
        return value
    }

    /// The nearest value a `Double` can hold, nil when that is an infinity.
    package var double: Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}

extension UInt8 {
    /// Whether the byte is one of `0`–`9`.
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
