internal import HTTPCore

/// How far an address reaches, as far as a rule cares.
enum AddressScope: Hashable {
    case global
    case loopback
    case privateNetwork
    /// No upstream can be there: link-local (metadata services of clouds), multicast, broadcast, unspecified.
    case never
}

extension IPAddress {
    /// How far the address reaches, after IANA's registries of special-purpose addresses.
    var scope: AddressScope {
        switch self {
        case .v4(let number): Self.scope(v4: number)
        case .v6(let high, let low):
            Self.hiddenV4(high, low).map(Self.scope(v4:)) ?? Self.scope(v6: high, low)
        }
    }

    /// The IPv4 address that an IPv6 address leads to.
    private static func hiddenV4(_ high: UInt64, _ low: UInt64) -> UInt32? {
        let tail = UInt32(truncatingIfNeeded: low)
        switch (high, low >> 32) {
        // IPv4-mapped, and 64:ff9b::/96 and 64:ff9b:1::/48, under which NAT64 gateways reach IPv4 (RFC 6052, 8215).
        case (0, 0xFFFF), (0x0064_FF9B_0000_0000, 0): return tail
        case (0x0064_FF9B_0001_0000...0x0064_FF9B_0001_FFFF, _): return tail
        // `::a.b.c.d`, the form that RFC 4291 gave up; `::` and `::1` are addresses of their own.
        case (0, 0): return tail > 0xFFFF ? tail : nil
        // 2002::/16, 6to4, holds it behind the prefix (RFC 3056).
        case (0x2002_0000_0000_0000...0x2002_FFFF_FFFF_FFFF, _): return UInt32(truncatingIfNeeded: high >> 16)
        default: return nil
        }
    }

    private static func scope(v4 number: UInt32) -> AddressScope {
        switch (number >> 24, number >> 16 & 0xFF) {
        case (0, _), (169, 254), (224..., _): .never
        case (127, _): .loopback
        case (10, _), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): .privateNetwork
        default: .global
        }
    }

    private static func scope(v6 high: UInt64, _ low: UInt64) -> AddressScope {
        if high == 0, low == 1 { return .loopback }
        return switch high >> 48 {
        case 0, 0xFE80...0xFEBF, 0xFF00...: .never
        case 0xFC00...0xFDFF, 0xFEC0...0xFEFF: .privateNetwork
        default: .global
        }
    }
}
