package import HTTPCore

/// Decides under which names this server may be asked; it is the defence against a rebound DNS name.
///
/// A page on `evil.example` whose name is made to point at 127.0.0.1 still sends `Host: evil.example`. So names are
/// listed one by one: a rule for suffixes such as `*.local` would list names that an attacker can make.
package struct HostPolicy: Sendable, Hashable {
    private var names: Set<String> = ["localhost"]
    private var addresses: Set<IPAddress> = [.v4(0x7F00_0001), .v6(high: 0, low: 1)]

    /// The names of loopback only.
    package init() {}

    /// The names of loopback, and exact names or addresses that the owner allows.
    package init(allowedHosts: [String]) {
        for host in allowedHosts {
            guard let authority = Authority(parsing: host.utf8), authority.port == nil else { continue }
            if let address = IPAddress(authority.host) {
                if !Self.isUnspecified(address) { addresses.insert(address) }
            } else if !authority.host.hasSuffix(".") {
                names.insert(authority.host)
            }
        }
    }

    /// Whether the request is meant for this server, which listens on `port`.
    ///
    /// The address that the caller came in by is a good name too: no DNS can make a page ask for it by number.
    /// An absolute target decides over `Host`, and one with another scheme than `http` is meant for a proxy.
    package func allows(_ head: RequestHead, port: Int, at local: IPAddress) -> Bool {
        if case .absolute(let scheme, _) = head.target.form, scheme != "http" { return false }
        guard let authority = head.authority, (authority.port ?? Self.portOfHTTP) == port else {
            return false
        }
        return switch authority.kind {
        case .name: names.contains(authority.host)
        case .ipv4, .ipv6:
            IPAddress(authority.host).map { addresses.contains($0) || $0 == local && !Self.isUnspecified($0) }
                ?? false
        }
    }

    /// What a caller means that names no port.
    private static let portOfHTTP = 80

    /// `0.0.0.0` and `::` reach loopback on Linux, which lets pages past some browsers' guards.
    private static func isUnspecified(_ address: IPAddress) -> Bool {
        address.unmapped == .v4(0) || address == .v6(high: 0, low: 0)
    }
}
