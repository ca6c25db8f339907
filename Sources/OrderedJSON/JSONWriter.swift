/// The parts that both forms of a text have in common.
enum JSONWriter {
    /// Appends anything but an array or object.
    static func write(scalar: JSON, into bytes: inout [UInt8]) {
        switch scalar {
        case .null, .array, .object: bytes.append(contentsOf: "null".utf8)
        case .bool(true): bytes.append(contentsOf: "true".utf8)
        case .bool(false): bytes.append(contentsOf: "false".utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): write(text, into: &bytes)
        }
    }

    /// Appends a string in quotes; only quote, backslash and control characters are escaped.
    static func write(_ text: String, into bytes: inout [UInt8]) {
        let utf8 = text.utf8
        bytes.append(UInt8(ascii: "\""))
        let whole: Void? = utf8.withContiguousStorageIfAvailable { writeEscaped($0, into: &bytes) }
        if whole == nil { Array(utf8).withUnsafeBufferPointer { writeEscaped($0, into: &bytes) } }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func writeEscaped(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
        var cursor = JSONCursor(text)
        var start = 0
        while true {
            _ = cursor.skipPlainBytes()
            bytes.append(contentsOf: cursor.slice(start..<cursor.position))
            guard cursor.position < cursor.end else { return }
            writeEscape(for: cursor.current, into: &bytes)
            cursor.position += 1
            start = cursor.position
        }
    }

    private static func writeEscape(for byte: UInt8, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        if let letter = JSONEscape.letter(for: byte) {
            bytes.append(letter)
        } else {
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(JSONEscape.hexDigits[Int(byte >> 4)])
            bytes.append(JSONEscape.hexDigits[Int(byte & 0xF)])
        }
    }

    /// Appends elements, each on a line of its own, one level deeper than their brackets.
    static func writeLines<Element>(
        of elements: [Element], between opener: Unicode.Scalar, and closer: Unicode.Scalar, _ level: Int,
        into bytes: inout [UInt8], writeOne: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: opener))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            startLine(level + 1, into: &bytes)
            writeOne(element, &bytes)
        }
        startLine(level, into: &bytes)
        bytes.append(UInt8(ascii: closer))
    }

    private static func startLine(_ level: Int, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
    }
}
