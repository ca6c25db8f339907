import HTTPCore

/// The fields that let a page from a listed origin read answers; no other page gets any of them.
enum GateCORS {
    /// How long a browser may remember a preflight.
    private static let maxAge = "600"

    /// What the SDKs send; every `x-stainless-…` is allowed too.
    private static let requestFields: Set<String> = [
        "accept", "anthropic-beta", "anthropic-dangerous-direct-browser-access", "anthropic-version",
        "apus-explain", "authorization", "content-type", "openai-beta", "openai-organization",
        "openai-project",
        "x-api-key", "x-goog-api-client", "x-goog-api-key", "x-request-id",
    ]

    /// Answer fields a page may read; the standard has no pattern for families of them.
    private static let answerFields: String = {
        let openAI = ["limit", "remaining", "reset"].flatMap { part in
            ["requests", "tokens"].map { "x-ratelimit-\(part)-\($0)" }
        }
        let anthropic = ["requests", "tokens", "input-tokens", "output-tokens"].flatMap { part in
            ["limit", "remaining", "reset"].map { "anthropic-ratelimit-\(part)-\($0)" }
        }
        let own = ["apus-translation", "request-id", "x-request-id", "retry-after"]
        return (own + openAI + anthropic).joined(separator: ", ")
    }()

    /// What every answer to that page carries, refusals included, so that it can tell why.
    static func answerFields(for origin: String) -> Fields {
        var fields = Fields()
        fields.append(.accessControlAllowOrigin, origin)
        fields.append(.accessControlExposeHeaders, answerFields)
        fields.append(.crossOriginResourcePolicy, "cross-origin")
        fields.append(.vary, "Origin")
        return fields
    }

    /// The answer to a preflight: of the fields asked for, those that are allowed.
    static func preflightFields(for origin: String, _ asked: Fields) -> Fields {
        var fields = Fields()
        fields.append(.accessControlAllowOrigin, origin)
        fields.append(.accessControlAllowMethods, "GET, HEAD, POST, OPTIONS")
        let names = asked.allBytes(of: .accessControlRequestHeaders).flatMap { $0.split(separator: 0x2C) }
            .map { String(decoding: ASCII.trimmed($0).map(ASCII.lowercased), as: UTF8.self) }
            .filter(isAllowed)
        if !names.isEmpty { fields.append(.accessControlAllowHeaders, names.joined(separator: ", ")) }
        if asked.bytes(of: .accessControlRequestPrivateNetwork).map({ ASCII.matches($0, "true") }) == true {
            fields.append(.accessControlAllowPrivateNetwork, "true")
        }
        fields.append(.accessControlMaxAge, maxAge)
        fields.append(.vary, "Origin")
        return fields
    }

    private static func isAllowed(_ name: String) -> Bool {
        if requestFields.contains(name) { return true }
        return name.hasPrefix("x-stainless-") && FieldName(parsing: name.utf8) != nil
    }
}
