internal import CSystem
internal import Glibc

/// An IP address with a port.
package struct SocketAddress: Sendable, Hashable {
    package let address: IPAddress
    package let port: UInt16

    package init(_ address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// Runs the call with this address as the system wants it.
    func withSystemAddress(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var storage = sockaddr_storage()
        let size: Int
        if address.isIPv6 {
            size = MemoryLayout<sockaddr_in6>.size
            unsafe withUnsafeMutableBytes(of: &storage) { raw in
                var six = sockaddr_in6()
                six.sin6_family = sa_family_t(AF_INET6)
                six.sin6_port = port.bigEndian
                unsafe withUnsafeMutableBytes(of: &six.sin6_addr) { unsafe $0.copyBytes(from: address.bytes) }
                unsafe raw.storeBytes(of: six, as: sockaddr_in6.self)
            }
        } else {
            size = MemoryLayout<sockaddr_in>.size
            unsafe withUnsafeMutableBytes(of: &storage) { raw in
                var four = sockaddr_in()
                four.sin_family = sa_family_t(AF_INET)
                four.sin_port = port.bigEndian
                unsafe withUnsafeMutableBytes(of: &four.sin_addr) { unsafe $0.copyBytes(from: address.bytes) }
                unsafe raw.storeBytes(of: four, as: sockaddr_in.self)
            }
        }
        return unsafe withUnsafePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(size))
            }
        }
    }

    /// Reads what the system wrote; other families than IP give nil.
    init?(system storage: sockaddr_storage) {
        var storage = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            let four = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in.self) }
            var address = four.sin_addr
            self.init(
                IPAddress(bytes: unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }),
                port: UInt16(bigEndian: four.sin_port))
        case AF_INET6:
            let six = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in6.self) }
            var address = six.sin6_addr
            self.init(
                IPAddress(bytes: unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }),
                port: UInt16(bigEndian: six.sin6_port))
        default: return nil
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    package var description: String { address.isIPv6 ? "[\(address)]:\(port)" : "\(address):\(port)" }
}
