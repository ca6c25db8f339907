/// The address of a proxy that requests to upstreams go through; it may hold a password.
package struct UpstreamProxy: Sendable, Hashable {
    private static let schemes = ["http", "https", "socks5", "socks5h"]

    private let address: Secret

    /// Reads `scheme://[user[:password]@]host[:port]` and says what is wrong with it.
    init(_ text: String) throws(SettingsProblem) {
        guard !text.contains("…") else { throw .maskedSecret }
        guard let url = URLText(text), Self.schemes.contains(url.scheme), url.path.isEmpty || url.path == "/",
            TextRule.isHost(url.host)
        else { throw .invalidProxy }
        address = Secret(text)
    }

    /// Hands the whole address, with its password, to the code that needs it.
    package func reveal<Result, Failure: Error>(
        to use: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try address.reveal(to: use)
    }

    /// The address with `…` for user and password: with some proxies the user's name is the secret.
    package var masked: String {
        address.reveal { text in
            guard let url = URLText(text), url.userInfo != nil else { return text }
            return "\(url.scheme)://…@\(url.authority)\(url.path)"
        }
    }
}
