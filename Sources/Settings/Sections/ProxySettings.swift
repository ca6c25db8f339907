import OrderedJSON

/// The API listener: where it listens and who may call.
package struct ProxySettings: Sendable, Hashable {
    package var port = 8045
    package var allowLANAccess = false
    package var authMode = AuthMode.auto
    package var apiKey: Secret
    package var autoStart = true
    package var allowedOrigins: [String] = []
    package var allowedHosts: [String] = []
    package var maxBodyMegabytes = 64
    private var source = JSONObject()

    package init(apiKey: Secret) { self.apiKey = apiKey }

    private static let ports = 1...65535
    /// A request is held in memory while accounts are tried.
    private static let bodyMegabytes = 1...1024
    private static let mostNames = 100
    private static let shortestKey = 10
    /// A key travels in one header line.
    private static let longestKey = 1024

    init(_ reader: SectionReader, keyIfMissing: Secret) throws(SettingsError) {
        source = reader.members
        port = try reader.int("port", in: Self.ports, or: 8045)
        allowLANAccess = try reader.bool("allow_lan_access", or: false)
        authMode = try reader.choice("auth_mode", or: .auto)
        let key = try reader.text("api_key", or: keyIfMissing.reveal { $0 })
        if let problem = Self.problem(ofKey: key) { throw reader.fault("api_key", problem) }
        apiKey = Secret(key)
        autoStart = try reader.bool("auto_start", or: true)
        allowedOrigins = try reader.texts("allowed_origins", atMost: Self.mostNames) {
            TextRule.isOrigin($0) ? nil : .invalidOrigin(String($0.prefix(100)))
        }
        allowedHosts = try reader.texts("allowed_hosts", atMost: Self.mostNames) {
            TextRule.isHost($0) ? nil : .invalidHost(String($0.prefix(100)))
        }
        maxBodyMegabytes = try reader.int("max_body_mb", in: Self.bodyMegabytes, or: 64)
    }

    /// What keeps a text from being the key of the API listener.
    private static func problem(ofKey key: String) -> SettingsProblem? {
        if key.contains("…") { return .maskedSecret }
        if !key.hasPrefix("sk-") { return .keyWithoutPrefix }
        if !TextRule.isVisibleASCII(key) { return .notVisibleASCII }
        if key.utf8.count < shortestKey { return .keyTooShort(minimum: shortestKey) }
        return key.utf8.count > longestKey ? .tooLong(limit: longestKey) : nil
    }

    var json: JSON {
        var members = source
        members["port"] = .number(JSONNumber(port))
        members["allow_lan_access"] = .bool(allowLANAccess)
        members["auth_mode"] = .string(authMode.rawValue)
        members["api_key"] = .string(apiKey.reveal { $0 })
        members["auto_start"] = .bool(autoStart)
        members["allowed_origins"] = .array(allowedOrigins.map(JSON.string))
        members["allowed_hosts"] = .array(allowedHosts.map(JSON.string))
        members["max_body_mb"] = .number(JSONNumber(maxBodyMegabytes))
        return .object(members)
    }
}
