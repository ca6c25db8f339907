import HTTPCore
package import Reactor

/// Where the API listener is to be reached.
package struct ListenPlan: Sendable, Hashable {
    package let port: UInt16
    package let allowsLAN: Bool

    package init(port: UInt16, allowsLAN: Bool) {
        self.port = port
        self.allowsLAN = allowsLAN
    }

    /// IPv6 loopback too, for clients that take `localhost` to mean `::1`.
    package var addresses: [SocketAddress] {
        [
            SocketAddress(.v4(allowsLAN ? 0 : 0x7F00_0001), port: port),
            SocketAddress(.v6(high: 0, low: 1), port: port),
        ]
    }
}
