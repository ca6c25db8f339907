import Admin
import HTTPCore
import OrderedJSON
import TestSupport

/// A backend that remembers what it was asked for.
struct FakeBackend: AdminBackend {
    let calls = Collected<String>()

    func status() async -> ServiceStatus { ServiceStatus(state: .stopped, activeAccounts: 0, inFlight: 0) }

    func start() async throws(AdminRefusal) {
        calls.append("start")
        throw AdminRefusal(.conflict, "no_accounts", "no available accounts, please add an account first")
    }

    func stop() async { calls.append("stop") }

    func config() async -> VersionedConfig { VersionedConfig(json: ["version": 1], tag: "\"7\"") }

    func patch(_ patch: JSON, ifMatch tag: String?) async throws(AdminRefusal) -> ConfigChange {
        calls.append("patch \(patch) \(tag ?? "-")")
        return ConfigChange(changed: ["proxy.port"], rebound: true, config: await config())
    }

    func apiKey() async -> String { "sk-visible" }
    func rotateKey() async throws(AdminRefusal) -> String { "sk-fresh" }
    func accounts() async -> [JSON] { [["id": "a1"]] }
    func addAccount(_ account: JSON) async throws(AdminRefusal) -> JSON { account }
    func removeAccount(_ id: String) async throws(AdminRefusal) { calls.append("remove \(id)") }
}
