/// Walks through a text once and tells a visitor what it finds.
///
/// All rules of the grammar and all limits are here, so that whoever builds a value and whoever only looks
/// for a member agree about what is JSON. There is no recursion: depth costs one bit a level.
struct JSONWalker {
    private var cursor: JSONCursor
    private let limits: JSONLimits
    private var nesting = Nesting()
    private var valuesLeft: Int

    /// Walks through a whole text and says where the first fault is.
    static func walk(
        _ bytes: Span<UInt8>, _ limits: JSONLimits, _ visitor: inout some JSONVisitor & ~Copyable
    ) throws(JSONParseError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(JSONParseError) in
            var walker = JSONWalker(bytes, limits: limits)
            do throws(JSONFault) {
                try walker.walk(&visitor)
            } catch {
                throw JSONParseError(error, in: bytes)
            }
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        cursor = JSONCursor(bytes)
        self.limits = limits
        valuesLeft = limits.values
    }

    /// Goes from the first byte to the last or throws.
    private mutating func walk(_ visitor: inout some JSONVisitor & ~Copyable) throws(JSONFault) {
        guard cursor.end <= limits.bytes else {
            throw JSONFault(kind: .tooManyBytes(limit: limits.bytes), offset: max(limits.bytes, 0))
        }
        guard !cursor.startsWithByteOrderMark else { throw JSONFault(kind: .byteOrderMark, offset: 0) }
        cursor.skipWhitespace()
        repeat {
            if try enter(&visitor) { continue }
            while !nesting.isEmpty, try !goesOn(&visitor) {}
        } while !nesting.isEmpty
        cursor.skipWhitespace()
        guard cursor.position == cursor.end else { throw cursor.fault(.expectedEnd) }
    }

    /// Reads a scalar or an empty container, or goes into a container: then the next value is its first.
    private mutating func enter(_ visitor: inout some JSONVisitor & ~Copyable) throws(JSONFault) -> Bool {
        valuesLeft -= 1
        guard valuesLeft >= 0 else { throw cursor.fault(.tooManyValues(limit: limits.values)) }
        let start = cursor.position
        switch cursor.current {
        case UInt8(ascii: "\""): visitor.string(try cursor.string(), at: start, in: cursor)
        case UInt8(ascii: "{"): return try open(.object, &visitor)
        case UInt8(ascii: "["): return try open(.array, &visitor)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let range = try cursor.number()
            guard range.count <= limits.numberBytes else {
                throw JSONFault(kind: .numberTooLong(limit: limits.numberBytes), offset: start)
            }
            visitor.number(range, in: cursor)
        case UInt8(ascii: "t"):
            try cursor.skip("true")
            visitor.literal(.bool(true), at: start..<cursor.position)
        case UInt8(ascii: "f"):
            try cursor.skip("false")
            visitor.literal(.bool(false), at: start..<cursor.position)
        case UInt8(ascii: "n"):
            try cursor.skip("null")
            visitor.literal(.null, at: start..<cursor.position)
        default: throw cursor.fault(.expectedValue)
        }
        return false
    }

    private mutating func open(
        _ container: JSONContainer, _ visitor: inout some JSONVisitor & ~Copyable
    ) throws(JSONFault) -> Bool {
        guard nesting.depth < min(limits.depth, JSONLimits.deepest) else {
            throw cursor.fault(.tooDeep(limit: min(limits.depth, JSONLimits.deepest)))
        }
        visitor.open(container, at: cursor.position)
        nesting.push(container)
        cursor.position += 1
        cursor.skipWhitespace()
        if cursor.current == container.closer { return false }
        if container == .object { try key(&visitor) }
        return true
    }

    /// After a value, or at the end of an empty container: takes the comma, or closes the container.
    private mutating func goesOn(_ visitor: inout some JSONVisitor & ~Copyable) throws(JSONFault) -> Bool {
        let container = nesting.innermost
        cursor.skipWhitespace()
        switch cursor.current {
        case container.closer:
            cursor.position += 1
            nesting.pop()
            visitor.close(container, at: cursor.position)
            return false
        case UInt8(ascii: ","):
            cursor.position += 1
            cursor.skipWhitespace()
            if container == .object { try key(&visitor) }
            return true
        default:
            throw cursor.fault(container == .object ? .expectedCommaOrBrace : .expectedCommaOrBracket)
        }
    }

    private mutating func key(_ visitor: inout some JSONVisitor & ~Copyable) throws(JSONFault) {
        let start = cursor.position
        guard cursor.current == UInt8(ascii: "\"") else { throw cursor.fault(.expectedKey) }
        let token = try cursor.string()
        try visitor.key(token, at: start, in: cursor)
        cursor.skipWhitespace()
        try cursor.skip(UInt8(ascii: ":"), orElse: .expectedColon)
        cursor.skipWhitespace()
    }
}
