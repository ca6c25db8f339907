/// Why bytes are not the JSON that was asked for, and where.
package struct JSONParseError: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Kind: Sendable, Hashable {
        case byteOrderMark
        case tooManyBytes(limit: Int)
        case tooDeep(limit: Int)
        case tooManyValues(limit: Int)
        case numberTooLong(limit: Int)
        case unexpectedEnd
        case expectedValue
        case expectedKey
        case expectedColon
        case expectedCommaOrBracket
        case expectedCommaOrBrace
        case expectedEnd
        case expectedObject
        case expectedArray
        case invalidNumber
        case invalidEscape
        case loneSurrogate
        case controlCharacter
        case invalidUTF8
        case duplicateKey(String)
    }

    package let kind: Kind
    /// Bytes before the fault.
    package let offset: Int
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in Unicode scalars as an editor would.
    package let column: Int

    init(_ fault: JSONFault, in bytes: UnsafeBufferPointer<UInt8>) {
        kind = fault.kind
        offset = fault.offset
        (line, column) = TextPosition.lineAndColumn(of: fault.offset, in: bytes)
    }
}

/// A fault before anyone has counted lines.
struct JSONFault: Error {
    let kind: JSONParseError.Kind
    let offset: Int
}

extension JSONParseError: CustomStringConvertible {
    /// One line, such as `line 3, column 7: expected ':' after the key`.
    package var description: String { "line \(line), column \(column): \(kind)" }
}

extension JSONParseError.Kind: CustomStringConvertible {
    package var description: String {
        switch self {
        case .byteOrderMark: "the text starts with a byte order mark"
        case .tooManyBytes(let limit): "the text is longer than \(limit) bytes"
        case .tooDeep(let limit): "arrays and objects are nested deeper than \(limit)"
        case .tooManyValues(let limit): "there are more than \(limit) values"
        case .numberTooLong(let limit): "a number is longer than \(limit) bytes"
        case .unexpectedEnd: "the text ends too early"
        case .expectedValue: "expected a value"
        case .expectedKey: "expected a key in quotes"
        case .expectedColon: "expected ':' after the key"
        case .expectedCommaOrBracket: "expected ',' or ']'"
        case .expectedCommaOrBrace: "expected ',' or '}'"
        case .expectedEnd: "expected nothing after the value"
        case .expectedObject: "expected an object"
        case .expectedArray: "expected an array"
        case .invalidNumber: "this is not a number as JSON writes them"
        case .invalidEscape: "this escape is not one of JSON's"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .controlCharacter: "a control character must be escaped"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .duplicateKey(let key): "the key \"\(key.prefix(64))\" stands twice in one object"
        }
    }
}
