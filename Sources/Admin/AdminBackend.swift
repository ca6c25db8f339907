package import OrderedJSON

/// What the admin API needs from the rest of the process.
package protocol AdminBackend: Sendable {
    func status() async -> ServiceStatus
    func start() async throws(AdminRefusal)
    func stop() async
    /// The configuration with its secrets masked.
    func config() async -> VersionedConfig
    /// Applies a JSON merge patch if the version still is the one given.
    func patch(_ patch: JSON, ifMatch tag: String?) async throws(AdminRefusal) -> ConfigChange
    func apiKey() async -> String
    /// Makes a new API key, which replaces the old one at once.
    func rotateKey() async throws(AdminRefusal) -> String
    func accounts() async -> [JSON]
    func addAccount(_ account: JSON) async throws(AdminRefusal) -> JSON
    func removeAccount(_ id: String) async throws(AdminRefusal)
}

/// A configuration and the tag that changes with each version of it.
package struct VersionedConfig: Sendable {
    package let json: JSON
    package let tag: String

    package init(json: JSON, tag: String) {
        self.json = json
        self.tag = tag
    }
}

/// What a change of the configuration did.
package struct ConfigChange: Sendable {
    /// The members that have another value now, as dotted paths.
    package let changed: [String]
    /// Whether the API listener moved to another address.
    package let rebound: Bool
    package let config: VersionedConfig

    package init(changed: [String], rebound: Bool, config: VersionedConfig) {
        self.changed = changed
        self.rebound = rebound
        self.config = config
    }
}
