package import HTTPCore

/// The clients that a path is made for; it decides the shape of errors and where a key may stand.
package enum CallerFamily: Sendable, Hashable, CaseIterable {
    case openAI
    case anthropic
    case gemini

    /// Goes by the path alone; what no family owns is answered as to an OpenAI client.
    package init(path: String) {
        self = Self.owner(ofPath: path) ?? .openAI
    }

    /// Goes by the path, and by the headers where several families use the same one, as they do for model lists.
    package init(_ head: RequestHead) {
        self = Self.owner(ofPath: head.target.path) ?? Self.sender(of: head.fields) ?? .openAI
    }

    private static let openAIEndpoints: Set<Substring> = [
        "audio", "chat", "completions", "embeddings", "images", "moderations", "responses",
    ]

    private static func owner(ofPath path: String) -> CallerFamily? {
        let decoded = PercentEncoding.decode(path.utf8).map { String(decoding: $0, as: UTF8.self) } ?? path
        let segments = decoded.split(separator: "/")
        if segments.first?.hasPrefix("v1beta") == true { return .gemini }
        // A doubled or missing version is a slip that does not change who is asking.
        let endpoint = segments.drop { $0 == "v1" }
        if endpoint.first == "messages" { return .anthropic }
        if endpoint.first == "models", endpoint.last?.contains(":") == true { return .gemini }
        return endpoint.first.map(openAIEndpoints.contains) == true ? .openAI : nil
    }

    private static func sender(of fields: Fields) -> CallerFamily? {
        if fields.bytes(of: .anthropicVersion) != nil { return .anthropic }
        return fields.bytes(of: .googAPIKey) != nil ? .gemini : nil
    }
}
