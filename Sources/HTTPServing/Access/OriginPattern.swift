import HTTPCore

/// One line of a list of origins: an exact one, one with any port, or every page of one kind of application.
struct OriginPattern: Sendable, Hashable {
    private let scheme: String
    /// Nil means any, which only the schemes of applications may have.
    private let host: String?
    private let anyPort: Bool
    private let port: Int?

    /// Reads `https://app.example`, `http://localhost:*`, `vscode-webview://*` or `app://`; nil for anything wider.
    init?(_ text: String) {
        let hasAnyPort = text.hasSuffix(":*")
        guard let origin = WebOrigin(parsing: text.utf8.dropLast(hasAnyPort ? 2 : 0)) else { return nil }
        scheme = origin.scheme
        port = origin.port
        anyPort = hasAnyPort
        if WebOrigin.isWeb(scheme) {
            guard !hasAnyPort || origin.port == nil else { return nil }
            host = origin.host
        } else {
            host = origin.host.isEmpty || origin.host == "*" ? nil : origin.host
        }
    }

    func matches(_ origin: WebOrigin) -> Bool {
        origin.scheme == scheme && (host == nil || origin.host == host) && (anyPort || origin.port == port)
    }
}
