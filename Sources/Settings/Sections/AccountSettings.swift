import OrderedJSON

/// One upstream credential and how it is used.
package struct AccountSettings: Sendable, Hashable {
    /// Who is at the other end.
    package enum Provider: String, Sendable, CaseIterable {
        case openai, anthropic, gemini, zai
        /// Anything that speaks a known dialect at a base URL of its own.
        case compatible
        /// The upstream inside this program, which needs no key.
        case demo
    }

    /// When the account's turn comes.
    package enum Role: String, Sendable, CaseIterable {
        case pooled
        /// Only when no pooled account can serve.
        case fallback
    }

    package var id: String
    package var name: String
    package var provider: Provider
    package var baseURL: String?
    package var key: AccountKey?
    package var models: [String] = []
    package var enabled = true
    package var weight = 1
    package var priority = 0
    package var maxConcurrent: Int?
    package var role = Role.pooled
    package var upstreamProxy: UpstreamProxy?
    package var allowPrivateNetwork = false
    var source = JSONObject()

    package init(id: String, name: String, provider: Provider) {
        self.id = id
        self.name = name
        self.provider = provider
    }

    var json: JSON {
        var members = source
        members["id"] = .string(id)
        members["name"] = .string(name)
        members["provider"] = .string(provider.rawValue)
        members["base_url"] = baseURL.map(JSON.string) ?? .null
        members["key"] = key.map { .string($0.text) } ?? .null
        members["models"] = .array(models.map(JSON.string))
        members["enabled"] = .bool(enabled)
        members["weight"] = .number(JSONNumber(weight))
        members["priority"] = .number(JSONNumber(priority))
        members["max_concurrent"] = maxConcurrent.map { .number(JSONNumber($0)) } ?? .null
        members["role"] = .string(role.rawValue)
        members["upstream_proxy"] = upstreamProxy.map { .string($0.reveal { $0 }) } ?? .null
        members["allow_private_network"] = .bool(allowPrivateNetwork)
        return .object(members)
    }
}
