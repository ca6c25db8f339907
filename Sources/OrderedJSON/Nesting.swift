/// The containers around a position, one bit for each: set for an object.
struct Nesting {
    private var words: [4 of UInt64] = [0, 0, 0, 0]
    private(set) var depth = 0

    var isEmpty: Bool { depth == 0 }

    /// The caller keeps the depth below `JSONLimits.deepest`, which is the number of bits.
    mutating func push(_ container: JSONContainer) {
        let bit: UInt64 = 1 << UInt64(depth % 64)
        if container == .object { words[depth / 64] |= bit } else { words[depth / 64] &= ~bit }
        depth += 1
    }

    mutating func pop() { depth -= 1 }

    /// The container whose end comes next; only asked while there is one.
    var innermost: JSONContainer {
        let index = depth - 1
        return words[index / 64] >> UInt64(index % 64) & 1 == 1 ? .object : .array
    }
}
