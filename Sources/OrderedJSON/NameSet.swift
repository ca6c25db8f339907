/// Finds out whether an object has a name twice, in constant time for each name however many come.
struct NameSet {
    /// Up to here comparing with each earlier name is cheaper than hashing.
    private static let fewMembers = 16

    /// One bit for each name so far; a clear bit proves that a name is new.
    private var filter: UInt64 = 0
    /// All names so far, once there are many.
    private var names: Set<ExactText> = []

    /// Adds a name and says whether it is new; the object's earlier members stand on the stack from `start`.
    mutating func insert(
        _ key: String, after members: borrowing TailStack<JSONObject.Member>, from start: Int
    ) -> Bool {
        let count = members.count - start
        if count < Self.fewMembers {
            let bit = Self.filterBit(of: key)
            defer { filter |= bit }
            if filter & bit == 0 { return true }
            return members.withAll(from: start) { earlier in
                !earlier.contains { $0.key.isSameBytes(as: key) }
            }
        }
        if count == Self.fewMembers {
            names = members.withAll(from: start) { earlier in Set(earlier.map { ExactText(text: $0.key) }) }
        }
        return names.insert(ExactText(text: key)).inserted
    }

    /// A bit that depends on the length and the outer bytes of a name, which is enough for real ones.
    private static func filterBit(of key: String) -> UInt64 {
        let bit = key.utf8.withContiguousStorageIfAvailable { bytes -> UInt64 in
            guard let first = bytes.first, let last = bytes.last else { return 1 }
            return 1 << ((UInt64(bytes.count) &+ UInt64(first) &* 5 &+ UInt64(last) &* 11) & 63)
        }
        return bit ?? .max
    }
}
