/// An address of either family as a number, so that every way to write it compares equal.
package enum IPAddress: Sendable, Hashable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// Reads dotted decimal or the forms of RFC 4291 §2.2; no brackets, no zone, no shortened IPv4.
    package init?(parsing bytes: some Collection<UInt8>) {
        if bytes.contains(0x3A) {
            guard let groups = Self.groups(of: bytes) else { return nil }
            self = .v6(high: Self.joined(groups[0..<4]), low: Self.joined(groups[4..<8]))
        } else {
            guard let number = Self.dotted(bytes) else { return nil }
            self = .v4(number)
        }
    }

    /// Reads an address from text that may come from a configuration.
    package init?(_ text: String) {
        self.init(parsing: text.utf8)
    }

    /// Whether it stays on this machine; `::ffff:127.0.0.1` does too.
    package var isLoopback: Bool {
        switch unmapped {
        case .v4(let number): number >> 24 == 127
        case .v6(let high, let low): high == 0 && low == 1
        }
    }

    /// The IPv4 address inside an IPv4-mapped one, which is how a dual-stack socket names its peers.
    package var unmapped: IPAddress {
        guard case .v6(0, let low) = self, low >> 32 == 0xFFFF else { return self }
        return .v4(UInt32(truncatingIfNeeded: low))
    }

    private static func dotted(_ bytes: some Collection<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard let octet = ASCII.decimal(part, digits: 3), octet < 256 else { return nil }
            number = number << 8 | UInt32(octet)
        }
        return number
    }

    /// The eight groups of an IPv6 address; a double colon stands for one zero group or more, once.
    private static func groups(of bytes: some Collection<UInt8>) -> [UInt16]? {
        var parts = bytes.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard (3...9).contains(parts.count) else { return nil }
        if parts[0].isEmpty {
            guard parts[1].isEmpty else { return nil }
            parts.removeFirst()
        }
        if parts[parts.count - 1].isEmpty {
            guard parts[parts.count - 2].isEmpty else { return nil }
            parts.removeLast()
        }
        var groups: [UInt16] = []
        var gap: Int?
        for (index, part) in parts.enumerated() {
            if part.isEmpty {
                guard gap == nil else { return nil }
                gap = groups.count
            } else if index == parts.count - 1, part.contains(0x2E) {
                guard let number = dotted(part) else { return nil }
                groups += [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
            } else {
                guard let group = hexGroup(part) else { return nil }
                groups.append(group)
            }
        }
        guard let gap else { return groups.count == 8 ? groups : nil }
        guard groups.count < 8 else { return nil }
        groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
        return groups
    }

    private static func hexGroup(_ digits: some Collection<UInt8>) -> UInt16? {
        guard (1...4).contains(digits.count) else { return nil }
        var group: UInt16 = 0
        for digit in digits {
            guard let value = ASCII.hexValue(digit) else { return nil }
            group = group << 4 | UInt16(value)
        }
        return group
    }

    private static func joined(_ groups: ArraySlice<UInt16>) -> UInt64 {
        groups.reduce(0) { $0 << 16 | UInt64($1) }
    }
}
