/// A proxy on the way to upstreams; never printed, since its address may hold a password.
package struct UpstreamProxy: Sendable, Hashable {
    /// The address as libcurl reads it, with its user and password where it has them.
    let url: String

    private static let schemes = ["http", "https", "socks5", "socks5h"]

    /// Reads `scheme://[user[:password]@]host[:port]`; nil for another scheme or a malformed address.
    package init?(_ url: String) {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let scheme = Self.schemes.first(where: { url.hasPrefix("\($0)://") })
        else { return nil }
        var authority = url.utf8.dropFirst(scheme.utf8.count + 3)
        if authority.last == UInt8(ascii: "/") { authority = authority.dropLast() }
        let host =
            authority.lastIndex(of: UInt8(ascii: "@")).map { authority[$0...].dropFirst() } ?? authority
        guard let first = host.first, first != UInt8(ascii: ":"),
            !authority.contains(where: {
                $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
            })
        else { return nil }
        self.url = url
    }
}

extension UpstreamProxy: CustomStringConvertible {
    package var description: String { "«proxy»" }
}
