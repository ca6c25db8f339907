package import OrderedJSON

extension GatewaySettings {
    /// The value as it may leave the process: secrets masked, references to secrets as they are.
    package var maskedJSON: JSON {
        var members = JSONObject()
        if case .object(let object) = json { members = object }
        if case .object(var object)? = members["proxy"] {
            object["api_key"] = .string(proxy.apiKey.masked)
            members["proxy"] = .object(object)
        }
        if let upstreamProxy { members["upstream_proxy"] = .string(upstreamProxy.masked) }
        members["accounts"] = .array(accounts.map(\.maskedJSON))
        return .object(members)
    }
}

extension AccountSettings {
    /// The account as it may leave the process.
    package var maskedJSON: JSON {
        guard case .object(var members) = json else { return .null }
        if let key { members["key"] = .string(key.masked) }
        if let upstreamProxy { members["upstream_proxy"] = .string(upstreamProxy.masked) }
        return .object(members)
    }
}
