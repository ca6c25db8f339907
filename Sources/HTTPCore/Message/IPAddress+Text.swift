extension IPAddress {
    /// Dotted decimal, or the one spelling of RFC 5952.
    package var text: String {
        switch self {
        case .v4(let number):
            [24, 16, 8, 0].map { String(number >> $0 & 0xFF) }.joined(separator: ".")
        case .v6(let high, let low):
            Self.text(of: [high, low].flatMap { half in [48, 32, 16, 0].map { half >> $0 & 0xFFFF } })
        }
    }

    private static func text(of groups: [UInt64]) -> String {
        let gap = longestZeroRun(in: groups)
        func hex(_ part: ArraySlice<UInt64>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard gap.count > 1 else { return hex(groups[...]) }
        return hex(groups[..<gap.lowerBound]) + "::" + hex(groups[gap.upperBound...])
    }

    /// The first of the longest runs; a single zero group is not worth a double colon.
    private static func longestZeroRun(in groups: [UInt64]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > best.count {
                best = start..<(index + 1)
            }
        }
        return best
    }
}
