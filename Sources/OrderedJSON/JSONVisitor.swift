/// Is told what stands in a text, in the order of the text.
protocol JSONVisitor: ~Copyable {
    /// A member's name; its value comes next.
    mutating func key(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor) throws(JSONFault)
    mutating func string(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor)
    mutating func number(_ range: Range<Int>, in cursor: JSONCursor)
    /// `true`, `false` or `null`.
    mutating func literal(_ value: JSON, at range: Range<Int>)
    mutating func open(_ container: JSONContainer, at start: Int)
    /// The end is the offset behind the closing bracket.
    mutating func close(_ container: JSONContainer, at end: Int)
}

/// What can have values inside.
enum JSONContainer {
    case array
    case object

    /// The byte that ends it.
    var closer: UInt8 { self == .object ? UInt8(ascii: "}") : UInt8(ascii: "]") }
}
