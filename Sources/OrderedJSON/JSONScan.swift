/// Finds members in a large text without building its value.
///
/// The whole text is checked as strictly as `JSON(parsing:)` would, but for one thing: of the names in it only
/// those that are asked for are checked for standing twice.
package enum JSONScan {
    /// A member that was found in a text.
    package struct Member: Sendable, Hashable {
        /// Where its value stands.
        package let range: Range<Int>
        /// The value, unless it is an array or an object.
        package let scalar: JSON?

        /// The text when the value is a string.
        package var string: String? { scalar?.string }
        /// The truth value when the value is one.
        package var bool: Bool? { scalar?.bool }
    }

    /// The member of that name in the object that the text is, nil when there is none.
    package static func member(
        _ key: String, in bytes: [UInt8], limits: JSONLimits = JSONLimits()
    ) throws(JSONParseError) -> Member? {
        try members([key], in: bytes, limits: limits)[0]
    }

    /// The members of those names, in the order they were asked for, found in one pass.
    package static func members(
        _ keys: [String], in bytes: [UInt8], limits: JSONLimits = JSONLimits()
    ) throws(JSONParseError) -> [Member?] {
        var finder = MemberFinder(keys)
        try JSONWalker.walk(bytes.span, limits, &finder)
        guard finder.isObject else { throw wrongKind(.expectedObject, in: bytes) }
        return finder.found
    }

    /// Where the elements of the array that the text is stand.
    package static func elements(
        in bytes: [UInt8], limits: JSONLimits = JSONLimits()
    ) throws(JSONParseError) -> [Range<Int>] {
        var finder = ElementFinder()
        try JSONWalker.walk(bytes.span, limits, &finder)
        guard finder.isArray else { throw wrongKind(.expectedArray, in: bytes) }
        return finder.found
    }

    /// The text with another value in the member's place and all other bytes as they were.
    package static func replacing(_ member: Member, in bytes: [UInt8], with value: JSON) -> [UInt8] {
        var result: [UInt8] = []
        let text = value.bytes()
        result.reserveCapacity(bytes.count - member.range.count + text.count)
        result += bytes[..<member.range.lowerBound]
        result += text
        result += bytes[member.range.upperBound...]
        return result
    }

    private static func wrongKind(_ kind: JSONParseError.Kind, in bytes: [UInt8]) -> JSONParseError {
        bytes.withUnsafeBufferPointer { bytes in
            var cursor = JSONCursor(bytes)
            cursor.skipWhitespace()
            return JSONParseError(cursor.fault(kind), in: bytes)
        }
    }
}
