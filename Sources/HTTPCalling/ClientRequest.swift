package import HTTPCore

/// One request to an upstream, and how to make it.
package struct ClientRequest: Sendable {
    package var method: Method
    /// An absolute `http` or `https` URL in ASCII, without user, password and fragment.
    package var url: String
    /// Sent in this order, but for those that belong to one connection and `Content-Length`: libcurl writes its own.
    package var fields: Fields
    package var body: [UInt8]
    package var proxy: UpstreamProxy?
    package var timeouts: ClientTimeouts
    package var addressRule: AddressRule

    package init(
        _ method: Method, _ url: String, fields: Fields = Fields(), body: [UInt8] = [],
        proxy: UpstreamProxy? = nil, timeouts: ClientTimeouts = ClientTimeouts(),
        addressRule: AddressRule = AddressRule()
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
        self.proxy = proxy
        self.timeouts = timeouts
        self.addressRule = addressRule
    }
}

extension ClientRequest {
    /// Whether the URL is one that may go to libcurl, which would guess a missing scheme and mend what is malformed.
    var hasCallableURL: Bool {
        let bytes = Array(url.utf8)
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.unwelcome.contains($0) }) else {
            return false
        }
        let isSecure = ASCII.matches(bytes.prefix(8), "https://")
        let scheme = isSecure ? 8 : 7
        guard isSecure || ASCII.matches(bytes.prefix(7), "http://") else { return false }
        let authority = bytes.dropFirst(scheme).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        return !authority.isEmpty && !authority.contains(UInt8(ascii: "@"))
    }

    var isSecure: Bool { ASCII.matches(Array(url.utf8.prefix(8))[...], "https://") }

    /// A fragment is not for upstreams; a backslash is a slash to some readers of a URL and none to others.
    private static let unwelcome: [UInt8] = [UInt8(ascii: "#"), UInt8(ascii: "\\")]
}
