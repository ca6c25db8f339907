/// What a text may cost before it is refused.
package struct JSONLimits: Sendable, Hashable {
    /// Deeper than any request of a real client; the parser keeps one bit for each level.
    package static let deepest = 256

    /// The length of the whole text.
    package var bytes: Int
    /// How many arrays and objects may stand inside one another, at most `deepest`.
    package var depth = deepest
    /// How many values may stand in the text: each costs up to 40 bytes of memory for 2 bytes of text.
    package var values = 1_000_000
    /// The length of one number; the longest exact text of a `Double` has 767 significant digits.
    package var numberBytes = 1024

    package init(bytes: Int = 64 * 1024 * 1024) { self.bytes = bytes }
}

/// What the parser does with an object that has a name twice.
package enum DuplicateKeys: Sendable {
    /// Refuses the text: two readers of it might not mean the same value.
    case rejected
    /// Keeps all members in their order.
    case kept
}
