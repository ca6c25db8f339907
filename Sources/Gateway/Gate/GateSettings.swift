package import HTTPCore
package import Settings

/// What the owner has decided about who may call.
package struct GateSettings: Sendable {
    package var authMode: AuthMode
    package var key: Secret
    package var allowsLAN: Bool
    /// Origins beyond the pages of this machine's own development servers.
    package var allowedOrigins: [String]
    /// Names beyond those of loopback and, with LAN access, the addresses of own interfaces.
    package var allowedHosts: [String]
    package var ownAddresses: [IPAddress]

    package init(
        authMode: AuthMode, key: Secret, allowsLAN: Bool = false, allowedOrigins: [String] = [],
        allowedHosts: [String] = [], ownAddresses: [IPAddress] = []
    ) {
        self.authMode = authMode
        self.key = key
        self.allowsLAN = allowsLAN
        self.allowedOrigins = allowedOrigins
        self.allowedHosts = allowedHosts
        self.ownAddresses = ownAddresses
    }

    /// The part of the configuration that concerns the gate, with the addresses of this machine.
    package init(_ proxy: ProxySettings, ownAddresses: [IPAddress]) {
        self.init(
            authMode: proxy.authMode, key: proxy.apiKey, allowsLAN: proxy.allowLANAccess,
            allowedOrigins: proxy.allowedOrigins, allowedHosts: proxy.allowedHosts, ownAddresses: ownAddresses
        )
    }
}
