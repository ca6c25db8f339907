extension JSON {
    /// Reads a whole text by RFC 8259 to the letter; depth, size and number of values are bounded.
    package init(
        parsing bytes: Span<UInt8>, limits: JSONLimits = JSONLimits(),
        duplicateKeys: DuplicateKeys = .rejected
    ) throws(JSONParseError) {
        var builder = JSONBuilder(duplicateKeys)
        try JSONWalker.walk(bytes, limits, &builder)
        self = builder.result
    }

    /// Reads a whole text by RFC 8259 to the letter; depth, size and number of values are bounded.
    package init(
        parsing bytes: [UInt8], limits: JSONLimits = JSONLimits(),
        duplicateKeys: DuplicateKeys = .rejected
    ) throws(JSONParseError) {
        try self.init(parsing: bytes.span, limits: limits, duplicateKeys: duplicateKeys)
    }

    /// Reads a whole text by RFC 8259 to the letter; depth, size and number of values are bounded.
    package init(
        parsing bytes: ArraySlice<UInt8>, limits: JSONLimits = JSONLimits(),
        duplicateKeys: DuplicateKeys = .rejected
    ) throws(JSONParseError) {
        try self.init(parsing: bytes.span, limits: limits, duplicateKeys: duplicateKeys)
    }
}
