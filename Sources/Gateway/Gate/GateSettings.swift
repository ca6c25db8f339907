package import Settings

/// What the owner has decided about who may call.
package struct GateSettings: Sendable {
    package var authMode: AuthMode
    package var key: Secret
    package var allowsLAN: Bool
    /// Origins beyond the pages of this machine's own development servers.
    package var allowedOrigins: [String]
    /// Names beyond those of loopback and the address that a caller came in by.
    package var allowedHosts: [String]

    package init(
        authMode: AuthMode, key: Secret, allowsLAN: Bool = false, allowedOrigins: [String] = [],
        allowedHosts: [String] = []
    ) {
        self.authMode = authMode
        self.key = key
        self.allowsLAN = allowsLAN
        self.allowedOrigins = allowedOrigins
        self.allowedHosts = allowedHosts
    }

    /// The part of the configuration that concerns the gate.
    package init(_ proxy: ProxySettings) {
        self.init(
            authMode: proxy.authMode, key: proxy.apiKey, allowsLAN: proxy.allowLANAccess,
            allowedOrigins: proxy.allowedOrigins, allowedHosts: proxy.allowedHosts)
    }
}
