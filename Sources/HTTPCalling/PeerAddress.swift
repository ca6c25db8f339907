internal import CCurl
internal import Glibc
package import HTTPCore

/// The IP address and port of a peer: what an address rule looks at.
package struct PeerAddress: Sendable, Hashable {
    /// Never the IPv6 form of an IPv4 address, so that there is one spelling of each.
    package let address: IPAddress
    package let port: UInt16

    package init(_ address: IPAddress, port: UInt16) {
        self.address = address.unmapped
        self.port = port
    }

    /// Reads what the system calls an address; nil when it is of another family than IP.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = unsafe UnsafeRawPointer(address)
        switch unsafe Int32(address.pointee.sa_family) {
        case AF_INET:
            let v4 = unsafe raw.loadUnaligned(as: sockaddr_in.self)
            self.init(.v4(UInt32(bigEndian: v4.sin_addr.s_addr)), port: UInt16(bigEndian: v4.sin_port))
        case AF_INET6:
            let v6 = unsafe raw.loadUnaligned(as: sockaddr_in6.self)
            self.init(IPAddress(v6.sin6_addr), port: UInt16(bigEndian: v6.sin6_port))
        default:
            return nil
        }
    }

    /// Reads an address as libcurl writes it.
    init?(text: UnsafePointer<CChar>, port: UInt16) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if unsafe inet_pton(AF_INET, text, &v4) == 1 {
            self.init(.v4(UInt32(bigEndian: v4.s_addr)), port: port)
        } else if unsafe inet_pton(AF_INET6, text, &v6) == 1 {
            self.init(IPAddress(v6), port: port)
        } else {
            return nil
        }
    }
}

extension IPAddress {
    fileprivate init(_ address: in6_addr) {
        let halves = unsafe withUnsafeBytes(of: address) { unsafe $0.loadUnaligned(as: SIMD2<UInt64>.self) }
        self = .v6(high: UInt64(bigEndian: halves.x), low: UInt64(bigEndian: halves.y))
    }
}
