internal import CSystem
internal import Glibc
package import HTTPCore

/// An IP address with a port.
package struct SocketAddress: Sendable, Hashable {
    package let address: IPAddress
    package let port: UInt16

    package init(_ address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// The system's number for this kind of address.
    var family: Int32 {
        switch address {
        case .v4: AF_INET
        case .v6: AF_INET6
        }
    }

    /// Runs the call with this address as the system wants it.
    func withSystemAddress(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        switch address {
        case .v4(let number):
            var four = sockaddr_in()
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            four.sin_addr.s_addr = number.bigEndian
            return unsafe Self.rebind(&four, call)
        case .v6(let high, let low):
            var six = sockaddr_in6()
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            unsafe withUnsafeMutableBytes(of: &six.sin6_addr) { bytes in
                unsafe bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
                unsafe bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            return unsafe Self.rebind(&six, call)
        }
    }

    private static func rebind<Concrete>(
        _ concrete: inout Concrete, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        unsafe withUnsafePointer(to: &concrete) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(MemoryLayout<Concrete>.size))
            }
        }
    }

    /// Reads what the system wrote; other families than IP give nil.
    init?(system storage: sockaddr_storage) {
        let read = unsafe withUnsafeBytes(of: storage) { bytes -> SocketAddress? in
            switch Int32(storage.ss_family) {
            case AF_INET:
                let four = unsafe bytes.load(as: sockaddr_in.self)
                return SocketAddress(
                    .v4(UInt32(bigEndian: four.sin_addr.s_addr)), port: UInt16(bigEndian: four.sin_port))
            case AF_INET6:
                let port = UInt16(bigEndian: unsafe bytes.load(as: sockaddr_in6.self).sin6_port)
                let start = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8
                let high = unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                let low = unsafe bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
                return SocketAddress(
                    .v6(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low)), port: port)
            default: return nil
            }
        }
        guard let read else { return nil }
        self = read
    }
}

extension SocketAddress: CustomStringConvertible {
    package var description: String {
        switch address {
        case .v4: "\(address.text):\(port)"
        case .v6: "[\(address.text)]:\(port)"
        }
    }
}
