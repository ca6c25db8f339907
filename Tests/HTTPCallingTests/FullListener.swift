import Glibc

/// A listener whose queue is full, so that the handshakes of further peers are not answered.
final class FullListener: Sendable {
    private let listener: Int32
    private let peers: [Int32]
    let port: UInt16

    init() {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        peers = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                bind(listener, general, length)
                listen(listener, 0)
                getsockname(listener, general, &length)
                // One more than fits, so that the system drops what comes after.
                return (0..<3).map { _ in
                    let peer = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
                    connect(peer, general, length)
                    return peer
                }
            }
        }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        for peer in peers { close(peer) }
        close(listener)
    }
}
