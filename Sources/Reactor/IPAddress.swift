internal import CSystem
internal import Glibc

/// An IPv4 or IPv6 address.
package struct IPAddress: Sendable, Hashable {
    /// The 4 or 16 bytes in network order.
    package let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the usual text forms, IPv6 without brackets.
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            bytes = unsafe withUnsafeBytes(of: &four) { unsafe Array($0) }
        } else if unsafe inet_pton(AF_INET6, text, &six) == 1 {
            bytes = unsafe withUnsafeBytes(of: &six) { unsafe Array($0) }
        } else {
            return nil
        }
    }

    package static let loopback4 = IPAddress(bytes: [127, 0, 0, 1])
    package static let loopback6 = IPAddress(bytes: [UInt8](repeating: 0, count: 15) + [1])
    package static let any4 = IPAddress(bytes: [0, 0, 0, 0])

    package var isIPv6: Bool { bytes.count == 16 }

    /// The IPv4 address behind an IPv4-mapped IPv6 one, else the address itself.
    package var unmapped: IPAddress {
        guard isIPv6, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 255, bytes[11] == 255 else {
            return self
        }
        return IPAddress(bytes: Array(bytes[12...]))
    }

    package var isLoopback: Bool {
        let plain = unmapped
        return plain.isIPv6 ? plain == .loopback6 : plain.bytes[0] == 127
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        let length = Int(INET6_ADDRSTRLEN)
        var text = [CChar](repeating: 0, count: length)
        let family = isIPv6 ? AF_INET6 : AF_INET
        guard unsafe inet_ntop(family, bytes, &text, socklen_t(length)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
