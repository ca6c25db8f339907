/// Says which resolved addresses may be connected to, whatever name led to them.
///
/// With a proxy the rule is asked about the proxy's address: where the proxy then connects to is the proxy's
/// business, and with `socks5h` and `http` proxies not even known here.
package struct AddressRule: Sendable, Hashable {
    /// Whether this machine itself may be reached: the upstream runs beside the gateway.
    package var allowsLoopback: Bool
    /// Whether private networks may be reached: "this upstream runs on my network".
    package var allowsPrivate: Bool
    /// Addresses that are refused whatever else holds: the gateway's own listeners, which would call themselves.
    package var refused: [PeerAddress]

    package init(
        allowsLoopback: Bool = false, allowsPrivate: Bool = false, refusing refused: [PeerAddress] = []
    ) {
        self.allowsLoopback = allowsLoopback
        self.allowsPrivate = allowsPrivate
        self.refused = refused
    }

    /// Whether a connection to that address may be opened.
    package func allows(_ peer: PeerAddress) -> Bool {
        guard !refused.contains(peer) else { return false }
        return switch peer.address.scope {
        case .global: true
        case .loopback: allowsLoopback
        case .privateNetwork: allowsPrivate
        case .never: false
        }
    }
}
