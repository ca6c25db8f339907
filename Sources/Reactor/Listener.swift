internal import CSystem
internal import Glibc
internal import HTTPCore

/// A listening socket that hands each new connection on, and survives running out of descriptors.
///
/// It lives on its loop for as long as its watch does: unwatching closes the socket.
package final class Listener {
    private let address: SocketAddress
    private let isOnAllAddresses: Bool
    private var id: WatchID?
    private let loop: EventLoop
    private let descriptor: Descriptor
    private let onAccept: (consuming Descriptor, _ peer: SocketAddress, _ local: SocketAddress) -> Void
    private var resumeTimer: LoopTimer?
    /// Held back so that, with no descriptor left, a waiting caller can be let in and shown out.
    private var spare: Int32

    /// Connections that wait in the kernel until they are accepted.
    private static let backlog: Int32 = 1024
    /// Connections accepted in one turn, so that a flood does not starve those that are there.
    private static let acceptsPerTurn = 64
    /// How long the listener rests when there are no descriptors left.
    private static let rest = Duration.milliseconds(100)

    /// Binds and listens at once; called on the loop.
    ///
    /// - Returns: what to unwatch to close the socket, and the bound address with its real port.
    package static func open(
        binding wanted: SocketAddress, on loop: EventLoop,
        onAccept: @escaping (consuming Descriptor, _ peer: SocketAddress, _ local: SocketAddress) -> Void
    ) throws(SystemCallError) -> (id: WatchID, address: SocketAddress) {
        let listener = try Listener(binding: wanted, on: loop, onAccept: onAccept)
        let id = try loop.watch(listener.descriptor.number, for: .read) { _ in listener.acceptWaiting() }
        listener.id = id
        return (id, listener.address)
    }

    private init(
        binding wanted: SocketAddress, on loop: EventLoop,
        onAccept: @escaping (consuming Descriptor, _ peer: SocketAddress, _ local: SocketAddress) -> Void
    ) throws(SystemCallError) {
        let descriptor = try Self.open(wanted)
        address = try Self.boundAddress(of: descriptor.number) ?? wanted
        isOnAllAddresses = wanted.address == .v4(0) || wanted.address == .v6(high: 0, low: 0)
        self.loop = loop
        self.onAccept = onAccept
        spare = Self.openSpare()
        self.descriptor = descriptor
    }

    deinit {
        if let resumeTimer { loop.cancel(resumeTimer) }
        _ = Glibc.close(spare)
    }

    private func acceptWaiting() {
        for _ in 0..<Self.acceptsPerTurn {
            var storage = sockaddr_storage()
            let number = accept(into: &storage)
            if number >= 0 {
                let connection = Descriptor(owning: number)
                if let peer = SocketAddress(system: storage) {
                    onAccept(connection, peer, localAddress(of: number))
                }
                continue
            }
            switch errno {
            case EMFILE, ENFILE: return turnOneAway()
            case EINTR, ECONNABORTED: continue
            default: return
            }
        }
    }

    /// The address that the caller came in by; a listener on all addresses has to ask.
    private func localAddress(of connection: Int32) -> SocketAddress {
        guard isOnAllAddresses else { return address }
        return (try? Self.boundAddress(of: connection)) ?? address
    }

    private func accept(into storage: inout sockaddr_storage) -> Int32 {
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe accept4(
                    descriptor.number, $0, &length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
            }
        }
    }

    /// Frees one descriptor, closes one waiting caller with it, and rests: trying again at once would only spin.
    private func turnOneAway() {
        _ = Glibc.close(spare)
        var storage = sockaddr_storage()
        let number = accept(into: &storage)
        if number >= 0 { _ = Glibc.close(number) }
        spare = Self.openSpare()
        guard let id else { return }
        try? loop.change(id, to: [])
        resumeTimer = loop.schedule(after: Self.rest) { [unowned self] in try? loop.change(id, to: .read) }
    }

    private static func openSpare() -> Int32 { unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }

    private static func open(_ wanted: SocketAddress) throws(SystemCallError) -> Descriptor {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = Descriptor(owning: try systemCall("socket") { socket(wanted.family, kind, 0) })
        try set(SOL_SOCKET, SO_REUSEADDR, on: descriptor)
        // Inherited by every accepted connection, which saves a call for each.
        try set(Int32(IPPROTO_TCP), TCP_NODELAY, on: descriptor)
        if wanted.family == AF_INET6 { try set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, on: descriptor) }
        _ = try systemCall("bind") {
            unsafe wanted.withSystemAddress { unsafe bind(descriptor.number, $0, $1) }
        }
        _ = try systemCall("listen") { listen(descriptor.number, backlog) }
        return descriptor
    }

    private static func set(
        _ level: Int32, _ option: Int32, on descriptor: borrowing Descriptor
    ) throws(SystemCallError) {
        var on: Int32 = 1
        let number = descriptor.number
        _ = try systemCall("setsockopt") {
            unsafe setsockopt(number, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    private static func boundAddress(of number: Int32) throws(SystemCallError) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = try systemCall("getsockname") {
            unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(number, $0, &length)
                }
            }
        }
        return SocketAddress(system: storage)
    }
}
