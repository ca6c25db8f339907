internal import HTTPCore
internal import Reactor

/// Where a request goes that needs neither TLS nor a name nor a proxy.
struct DirectTarget {
    /// To be tried in this order.
    let addresses: [SocketAddress]
    /// As `Host` names it.
    let authority: ArraySlice<UInt8>
    let path: ArraySlice<UInt8>

    /// A body up to this size fits into a socket at once; with a larger one an answer may come before it is sent,
    /// which libcurl knows how to hear.
    private static let bodyLimit = 64 * 1024

    /// Nil for what libcurl has to do.
    init?(_ request: ClientRequest) {
        guard request.proxy == nil, request.body.count <= Self.bodyLimit else { return nil }
        let url = Array(request.url.utf8)
        guard ASCII.matches(url.prefix(7), "http://") else { return nil }
        let rest = url.dropFirst(7)
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        authority = rest[..<end]
        guard let parsed = Authority(parsing: authority), let hosts = Self.hosts(of: parsed) else {
            return nil
        }
        let port = UInt16(clamping: parsed.port ?? 80)
        addresses = hosts.map { SocketAddress($0, port: port) }
        path = rest[end...]
    }

    private static func hosts(of authority: Authority) -> [IPAddress]? {
        switch authority.kind {
        case .ipv4, .ipv6: IPAddress(authority.host).map { [$0] }
        // RFC 6761: this name never leaves the machine.
        case .name where authority.host == "localhost": [.v4(0x7F00_0001), .v6(high: 0, low: 1)]
        case .name: nil
        }
    }
}
