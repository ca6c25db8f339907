/// A credential that never prints itself.
package struct Secret: Sendable, Hashable {
    private let value: String

    package init(_ value: String) { self.value = value }

    /// Hands the credential to the code that needs it.
    package func reveal<Result, Failure: Error>(
        to use: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try use(value)
    }

    /// Enough to recognise it by and too little to use: `sk-…1a2b`, less of a short one.
    package var masked: String {
        let head = value.utf8.count >= Self.lengthToShowHead ? value.prefix(3) : ""
        let tail = value.utf8.count >= Self.lengthToShowTail ? value.suffix(4) : ""
        return "\(head)…\(tail)"
    }

    private static let lengthToShowHead = 10
    private static let lengthToShowTail = 16
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "«redacted»" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension Secret {
    /// A new key for callers: `sk-` and 48 random hex digits.
    package static func newAPIKey(using generator: inout some RandomNumberGenerator) -> Secret {
        Secret("sk-" + hexDigits(ofBytes: 24, using: &generator))
    }

    /// A new key for callers from the system's random numbers.
    package static func newAPIKey() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return newAPIKey(using: &generator)
    }

    /// Two hex digits for each of so many random bytes.
    package static func hexDigits(
        ofBytes count: Int, using generator: inout some RandomNumberGenerator
    ) -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<count * 2).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
    }
}
