/// New settings and what is different in them.
package struct SettingsChange: Sendable, Hashable {
    package let settings: GatewaySettings
    /// Paths such as `proxy.port`, in the order of the file.
    package let changed: [String]
}
