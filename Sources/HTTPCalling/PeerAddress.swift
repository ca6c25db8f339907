internal import CCurl
internal import Glibc

/// The IP address and port of a peer: what an address rule looks at.
package struct PeerAddress: Sendable, Hashable {
    /// An IPv4 address stands in its IPv6-mapped form, so that there is one form of each address.
    let bytes: SIMD16<UInt8>
    package let port: UInt16

    /// Reads an address as text, such as `127.0.0.1` or `::1`; nil when it is not one.
    package init?(_ text: String, port: UInt16) {
        unsafe self.init(text: text, port: port)
    }

    init?(text: UnsafePointer<CChar>, port: UInt16) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if unsafe inet_pton(AF_INET, text, &v4) == 1 {
            self.init(v4: v4, port: port)
        } else if unsafe inet_pton(AF_INET6, text, &v6) == 1 {
            self.init(v6: v6, port: port)
        } else {
            return nil
        }
    }

    /// Reads what the system calls an address; nil when it is of another family than IP.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = unsafe UnsafeRawPointer(address)
        switch unsafe Int32(address.pointee.sa_family) {
        case AF_INET:
            let v4 = unsafe raw.loadUnaligned(as: sockaddr_in.self)
            self.init(v4: v4.sin_addr, port: UInt16(bigEndian: v4.sin_port))
        case AF_INET6:
            let v6 = unsafe raw.loadUnaligned(as: sockaddr_in6.self)
            self.init(v6: v6.sin6_addr, port: UInt16(bigEndian: v6.sin6_port))
        default:
            return nil
        }
    }

    private init(v4: in_addr, port: UInt16) {
        let v4 = unsafe withUnsafeBytes(of: v4) { unsafe $0.loadUnaligned(as: SIMD4<UInt8>.self) }
        let prefix = SIMD4<UInt8>(0, 0, 0xFF, 0xFF)
        bytes = SIMD16(lowHalf: .zero, highHalf: SIMD8(lowHalf: prefix, highHalf: v4))
        self.port = port
    }

    private init(v6: in6_addr, port: UInt16) {
        bytes = unsafe withUnsafeBytes(of: v6) { unsafe $0.loadUnaligned(as: SIMD16<UInt8>.self) }
        self.port = port
    }
}
