import OrderedJSON

extension AccountSettings {
    private static let mostModels = 1000
    private static let weights = 1...1000
    private static let priorities = -1000...1000
    private static let concurrencies = 1...100_000
    /// Longer than any key of a provider, shorter than a header line may be.
    private static let longestKey = 8192

    init(_ reader: SectionReader) throws(SettingsError) {
        source = reader.members
        id = try reader.label("id", or: nil)
        guard TextRule.isIdentifier(id) else { throw reader.fault("id", .invalidIdentifier) }
        name = try reader.label("name", or: id)
        provider = try reader.choice("provider", or: nil)
        baseURL = try Self.baseURL(reader, of: provider)
        key = try Self.key(reader)
        models = try reader.texts("models", atMost: Self.mostModels, check: SectionReader.labelProblem)
        enabled = try reader.bool("enabled", or: true)
        weight = try reader.int("weight", in: Self.weights, or: 1)
        priority = try reader.int("priority", in: Self.priorities, or: 0)
        maxConcurrent = try reader.optionalInt("max_concurrent", in: Self.concurrencies)
        role = try reader.choice("role", or: .pooled)
        upstreamProxy = try reader.upstreamProxy("upstream_proxy")
        allowPrivateNetwork = try reader.bool("allow_private_network", or: false)
    }

    private static func baseURL(
        _ reader: SectionReader, of provider: Provider
    ) throws(SettingsError) -> String? {
        guard let text = try reader.optionalText("base_url") else {
            if provider == .compatible { throw reader.fault("base_url", .missing) }
            return nil
        }
        guard TextRule.isBaseURL(text) else { throw reader.fault("base_url", .invalidURL) }
        return text
    }

    private static func key(_ reader: SectionReader) throws(SettingsError) -> AccountKey? {
        guard let text = try reader.optionalText("key") else { return nil }
        guard text.utf8.count <= longestKey else { throw reader.fault("key", .tooLong(limit: longestKey)) }
        do {
            return try AccountKey(text)
        } catch {
            throw reader.fault("key", error)
        }
    }
}

extension SectionReader {
    /// The address of a proxy; `null` and nothing are the same.
    func upstreamProxy(_ key: String) throws(SettingsError) -> UpstreamProxy? {
        guard let text = try optionalText(key) else { return nil }
        do {
            return try UpstreamProxy(text)
        } catch {
            throw fault(key, error)
        }
    }
}
