import Admin
import OrderedJSON
import Settings

extension Service: AdminBackend {
    func status() async -> ServiceStatus { await currentStatus() }

    func start() async throws(AdminRefusal) {
        try await inTurn { () async throws(AdminRefusal) in try await self.startListener() }
    }

    func stop() async {
        try? await inTurn { () async throws(AdminRefusal) in await self.stopListener() }
    }

    func config() async -> VersionedConfig {
        VersionedConfig(json: store.settings.maskedJSON, tag: store.etag)
    }

    func patch(_ patch: JSON, ifMatch tag: String?) async throws(AdminRefusal) -> ConfigChange {
        try await inTurn { () async throws(AdminRefusal) in try await self.apply(patch, ifMatch: tag) }
    }

    func apiKey() async -> String { store.settings.proxy.apiKey.reveal { $0 } }

    func rotateKey() async throws(AdminRefusal) -> String {
        try await inTurn { () async throws(AdminRefusal) in try await self.replaceKey() }
    }

    func accounts() async -> [JSON] { store.settings.accounts.map(\.maskedJSON) }

    func addAccount(_ account: JSON) async throws(AdminRefusal) -> JSON {
        try await inTurn { () async throws(AdminRefusal) in try await self.add(account) }
    }

    func removeAccount(_ id: String) async throws(AdminRefusal) {
        try await inTurn { () async throws(AdminRefusal) in try await self.remove(id) }
    }
}

extension Service {
    private func apply(_ patch: JSON, ifMatch tag: String?) async throws(AdminRefusal) -> ConfigChange {
        if let tag, tag != store.etag, tag != "*" { throw .etagMismatch }
        var members = patch.object ?? JSONObject()
        let confirmation = members.take("confirm")?.string
        let change: SettingsChange
        do {
            change = try store.settings.applying(patch: patch.object == nil ? patch : .object(members))
        } catch {
            throw AdminRefusal(error)
        }
        let proxy = change.settings.proxy
        let opens =
            change.changed.contains("proxy.allow_lan_access") || change.changed.contains("proxy.auth_mode")
        if opens, proxy.allowLANAccess, proxy.authMode == .off, confirmation != "open" {
            throw .confirmOpenLAN
        }
        let rebound =
            change.changed.isEmpty ? false : try await adopt(change.settings, changing: change.changed)
        return ConfigChange(changed: change.changed, rebound: rebound, config: await config())
    }

    private func replaceKey() async throws(AdminRefusal) -> String {
        let key = Secret.newAPIKey()
        var settings = store.settings
        settings.proxy.apiKey = key
        _ = try await adopt(settings, changing: ["proxy.api_key"])
        return key.reveal { $0 }
    }

    private func add(_ account: JSON) async throws(AdminRefusal) -> JSON {
        guard account["provider"]?.string == "demo" else { throw .onlyDemo }
        let added = try await addDemo(named: account["name"]?.string)
        return added.maskedJSON
    }

    /// Adds the demo account, or gives the one that is there.
    private func addDemo(named name: String?) async throws(AdminRefusal) -> AccountSettings {
        var settings = store.settings
        if let present = settings.accounts.firstIndex(where: { $0.provider == .demo }) {
            guard !settings.accounts[present].enabled else { return settings.accounts[present] }
            settings.accounts[present].enabled = true
            _ = try await adopt(settings, changing: ["accounts"])
            return settings.accounts[present]
        }
        let account = AccountSettings(id: settings.unusedAccountID, name: name ?? "demo", provider: .demo)
        settings.accounts.append(account)
        _ = try await adopt(settings, changing: ["accounts"])
        return account
    }

    private func remove(_ id: String) async throws(AdminRefusal) {
        var settings = store.settings
        guard let index = settings.accounts.firstIndex(where: { $0.id == id }) else { throw .noSuchAccount }
        settings.accounts.remove(at: index)
        _ = try await adopt(settings, changing: ["accounts"])
    }
}

extension GatewaySettings {
    /// Accounts that can answer: so far the demo account is the only kind that there is an upstream for.
    var activeAccounts: Int { accounts.count { $0.enabled && $0.provider == .demo } }
}
