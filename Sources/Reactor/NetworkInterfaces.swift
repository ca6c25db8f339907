internal import CSystem
internal import Glibc
package import HTTPCore

/// The addresses of this machine.
package enum NetworkInterfaces {
    /// Every address of every interface that is up, as the system lists them now.
    package static func addresses() -> [IPAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&first) == 0 else { return [] }
        defer { unsafe freeifaddrs(first) }
        var found: [IPAddress] = []
        var next = unsafe first
        while let entry = unsafe next {
            if let address = unsafe ipAddress(of: entry.pointee.ifa_addr) { found.append(address) }
            unsafe next = entry.pointee.ifa_next
        }
        return found
    }

    private static func ipAddress(of system: UnsafeMutablePointer<sockaddr>?) -> IPAddress? {
        guard let system = unsafe system else { return nil }
        let size: Int
        switch unsafe Int32(system.pointee.sa_family) {
        case AF_INET: size = MemoryLayout<sockaddr_in>.size
        case AF_INET6: size = MemoryLayout<sockaddr_in6>.size
        default: return nil
        }
        var storage = sockaddr_storage()
        unsafe withUnsafeMutableBytes(of: &storage) {
            unsafe $0.copyMemory(from: UnsafeRawBufferPointer(start: system, count: size))
        }
        return SocketAddress(system: storage)?.address
    }
}
