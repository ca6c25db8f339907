package import OrderedJSON

/// The whole configuration, checked.
///
/// Each section keeps the members it does not know, in their places, and writes them back.
package struct GatewaySettings: Sendable, Hashable {
    /// The newest form of the file that this program knows.
    package static let version = 1
    private static let mostAccounts = 1000
    private static let mostAliases = 10_000

    package var proxy: ProxySettings
    package var timeouts = TimeoutSettings()
    package var upstreamProxy: UpstreamProxy?
    package var accounts: [AccountSettings] = []
    package var zai = ZaiSettings()
    package var aliases: [AliasSettings] = []
    package var journal = JournalSettings()
    package var ui = InterfaceSettings()
    private var source = JSONObject()

    /// The defaults.
    package init(apiKey: Secret) { proxy = ProxySettings(apiKey: apiKey) }

    /// Checks a value; what is missing has its default, and the key of the API listener is the given one.
    package init(_ json: JSON, keyIfMissing: Secret) throws(SettingsError) {
        let root = SettingsPath()
        let reader = try SectionReader(json, at: root)
        func section(_ key: String) throws(SettingsError) -> SectionReader {
            try SectionReader(reader.members[key], at: root.key(key))
        }
        source = reader.members
        _ = try Self.version(reader)
        proxy = try ProxySettings(section("proxy"), keyIfMissing: keyIfMissing)
        timeouts = try TimeoutSettings(section("timeouts"))
        upstreamProxy = try reader.upstreamProxy("upstream_proxy")
        accounts = try Self.accounts(reader)
        zai = try ZaiSettings(section("zai"))
        aliases = try Self.aliases(reader)
        journal = try JournalSettings(section("journal"))
        ui = try InterfaceSettings(section("ui"))
    }

    /// The value with all secrets, as it stands in the file.
    package var json: JSON {
        var members = source
        members["version"] = .number(JSONNumber(Self.version))
        members["proxy"] = proxy.json
        members["timeouts"] = timeouts.json
        members["upstream_proxy"] = upstreamProxy.map { .string($0.reveal { $0 }) } ?? .null
        members["accounts"] = .array(accounts.map(\.json))
        members["zai"] = zai.json
        members["aliases"] = .array(aliases.map(\.json))
        members["journal"] = journal.json
        members["ui"] = ui.json
        return .object(members)
    }

    /// The first of `a1`, `a2` and so on that no account has.
    package var unusedAccountID: String {
        let taken = Set(accounts.map(\.id))
        let number = (1...accounts.count + 1).first { !taken.contains("a\($0)") } ?? accounts.count + 1
        return "a\(number)"
    }

    private static func version(_ reader: SectionReader) throws(SettingsError) -> Int {
        let found = try reader.int("version", in: 1...Int.max, or: version)
        guard found <= version else { throw reader.fault("version", .unknownVersion(newest: version)) }
        return found
    }

    private static func accounts(_ reader: SectionReader) throws(SettingsError) -> [AccountSettings] {
        var accounts: [AccountSettings] = []
        var places: [String: SettingsPath] = [:]
        for (index, element) in try reader.list("accounts", atMost: mostAccounts).enumerated() {
            let path = SettingsPath().key("accounts").index(index)
            let account = try AccountSettings(SectionReader(element, at: path))
            let place = path.key("id")
            if let other = places.updateValue(place, forKey: account.id) {
                throw .invalid(place, .duplicate(of: other))
            }
            accounts.append(account)
        }
        return accounts
    }

    private static func aliases(_ reader: SectionReader) throws(SettingsError) -> [AliasSettings] {
        var aliases: [AliasSettings] = []
        var places: [String: SettingsPath] = [:]
        for (index, element) in try reader.list("aliases", atMost: mostAliases).enumerated() {
            let path = SettingsPath().key("aliases").index(index)
            let alias = try AliasSettings(SectionReader(element, at: path))
            let place = path.key("match")
            if let other = places.updateValue(place, forKey: alias.match) {
                throw .invalid(place, .duplicate(of: other))
            }
            aliases.append(alias)
        }
        return aliases
    }
}
