internal import CCurl
internal import Glibc
internal import HTTPCore
internal import Reactor

/// Addresses as libcurl shows them.
extension SocketAddress {
    /// Reads what libcurl is about to connect to; nil when it is of another family than IP.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = unsafe UnsafeRawPointer(address)
        switch unsafe Int32(address.pointee.sa_family) {
        case AF_INET:
            let four = unsafe raw.loadUnaligned(as: sockaddr_in.self)
            self.init(.v4(UInt32(bigEndian: four.sin_addr.s_addr)), port: UInt16(bigEndian: four.sin_port))
        case AF_INET6:
            let six = unsafe raw.loadUnaligned(as: sockaddr_in6.self)
            self.init(IPAddress(six.sin6_addr), port: UInt16(bigEndian: six.sin6_port))
        default:
            return nil
        }
    }

    /// Reads an address as libcurl writes it.
    init?(text: UnsafePointer<CChar>, port: UInt16) {
        var four = in_addr()
        var six = in6_addr()
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            self.init(.v4(UInt32(bigEndian: four.s_addr)), port: port)
        } else if unsafe inet_pton(AF_INET6, text, &six) == 1 {
            self.init(IPAddress(six), port: port)
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
