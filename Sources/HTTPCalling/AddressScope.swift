/// How far an address reaches, as far as a rule cares.
enum AddressScope: Hashable {
    case global
    case loopback
    case privateNetwork
    /// No upstream can be there: link-local (metadata services of clouds), multicast, broadcast, unspecified.
    case never
}

extension PeerAddress {
    /// How far the address reaches, after IANA's registries of special-purpose addresses.
    var scope: AddressScope {
        hiddenV4.map(Self.scope(v4:)) ?? Self.scope(v6: bytes)
    }

    /// The IPv4 address in the last four bytes, where the others say that there is one.
    private var hiddenV4: SIMD4<UInt8>? {
        let tail = bytes.highHalf.highHalf
        guard bytes.lowHalf == .zero else {
            // 64:ff9b::/96, under which NAT64 gateways reach IPv4 addresses (RFC 6052).
            let isTranslated =
                bytes.lowHalf == SIMD8(0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0) && bytes.highHalf.lowHalf == .zero
            return isTranslated ? tail : nil
        }
        let isMapped = bytes.highHalf.lowHalf == SIMD4(0, 0, 0xFF, 0xFF)
        // `::a.b.c.d`, the form that RFC 4291 gave up; `::` and `::1` are addresses of their own.
        let isCompatible = bytes.highHalf.lowHalf == .zero && tail[0] != 0
        return isMapped || isCompatible ? tail : nil
    }

    private static func scope(v4 bytes: SIMD4<UInt8>) -> AddressScope {
        switch (bytes[0], bytes[1]) {
        case (0, _), (169, 254), (224..., _): .never
        case (127, _): .loopback
        case (10, _), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): .privateNetwork
        default: .global
        }
    }

    private static func scope(v6 bytes: SIMD16<UInt8>) -> AddressScope {
        if bytes.lowHalf == .zero, bytes.highHalf == SIMD8(0, 0, 0, 0, 0, 0, 0, 1) { return .loopback }
        return switch (bytes[0], bytes[1]) {
        case (0, 0), (0xFF, _), (0xFE, 0x80...0xBF): .never
        case (0xFC...0xFD, _), (0xFE, 0xC0...): .privateNetwork
        default: .global
        }
    }
}
