package import OrderedJSON

extension GatewaySettings {
    /// Applies a JSON merge patch (RFC 7396) and checks the result.
    ///
    /// A secret that comes back masked stays as it is. That holds for an account's key only while the account
    /// stays with its provider and host: a key never goes to a place it was not given for, so it is dropped.
    /// Removing the key of the API listener leaves the old one in force.
    package func applying(patch: JSON) throws(SettingsError) -> SettingsChange {
        guard patch.object != nil else {
            throw .invalid(SettingsPath(), .wrongType(expected: "an object", found: "something else"))
        }
        let merged = unmasked(json.merging(patch))
        let settings = try GatewaySettings(merged, keyIfMissing: proxy.apiKey)
        return SettingsChange(settings: settings, changed: json.paths(differingIn: settings.json))
    }

    private func unmasked(_ json: JSON) -> JSON {
        guard case .object(var members) = json else { return json }
        if case .object(var section)? = members["proxy"] {
            section.unmask("api_key", proxy.apiKey.masked, .string(proxy.apiKey.reveal { $0 }))
            members["proxy"] = .object(section)
        }
        if let upstreamProxy {
            members.unmask("upstream_proxy", upstreamProxy.masked, .string(upstreamProxy.reveal { $0 }))
        }
        if let elements = members["accounts"]?.array {
            members["accounts"] = .array(elements.map(unmaskedAccount))
        }
        return .object(members)
    }

    private func unmaskedAccount(_ json: JSON) -> JSON {
        guard case .object(var members) = json, let id = members["id"]?.string,
            let account = accounts.first(where: { $0.id == id })
        else { return json }
        if let proxy = account.upstreamProxy {
            members.unmask("upstream_proxy", proxy.masked, .string(proxy.reveal { $0 }))
        }
        if let key = account.key {
            members.unmask("key", key.masked, account.isAtSamePlace(as: members) ? .string(key.text) : .null)
        }
        return .object(members)
    }
}

extension AccountSettings {
    /// Whether the members name the same provider and the same scheme, host and port.
    fileprivate func isAtSamePlace(as members: JSONObject) -> Bool {
        guard members["provider"]?.string == provider.rawValue else { return false }
        return Self.place(baseURL) == Self.place(members["base_url"]?.string)
    }

    private static func place(_ baseURL: String?) -> [String]? {
        baseURL.flatMap(URLText.init).map { [$0.scheme, $0.authority] }
    }
}

extension JSONObject {
    /// Puts a value in the place of its mask.
    fileprivate mutating func unmask(_ key: String, _ mask: String, _ value: JSON) {
        if self[key] == .string(mask) { self[key] = value }
    }
}
