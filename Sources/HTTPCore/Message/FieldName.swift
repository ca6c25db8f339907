/// The name of a header field, kept in lower case; only ASCII letters have a case.
package struct FieldName: Sendable, Hashable {
    /// The bytes of the name in lower case, all of them token characters.
    package let bytes: [UInt8]

    /// A name that we wrote ourselves; a byte that no name may hold becomes a hyphen.
    package init(_ literal: StaticString) {
        bytes = literal.withUTF8Buffer { buffer in
            buffer.map { ASCII.isToken($0) ? ASCII.lowercased($0) : 0x2D }
        }
    }

    /// A name that a peer wrote; nil unless it is a token.
    package init?(parsing bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.allSatisfy(ASCII.isToken) else { return nil }
        self.bytes = bytes.map(ASCII.lowercased)
    }

    /// Whether the bytes spell this name in whatever case.
    @inline(__always)
    func matches(_ other: ArraySlice<UInt8>) -> Bool {
        guard other.count == bytes.count else { return false }
        var index = other.startIndex
        for byte in bytes {
            guard ASCII.lowercased(other[index]) == byte else { return false }
            index += 1
        }
        return true
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
