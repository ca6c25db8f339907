package import Settings

/// What the API listener goes by for one request.
package final class GatewaySnapshot: Sendable {
    let policy: GatePolicy
    /// The largest request body.
    let bodyLimit: Int
    let hasDemoAccount: Bool
    /// Where a caller on this machine finds the admin page.
    let adminPort: Int

    package init(_ settings: GatewaySettings, adminPort: Int) {
        policy = GatePolicy(GateSettings(settings.proxy))
        bodyLimit = settings.proxy.maxBodyMegabytes * 1024 * 1024
        hasDemoAccount = settings.accounts.contains { $0.enabled && $0.provider == .demo }
        self.adminPort = adminPort
    }
}
