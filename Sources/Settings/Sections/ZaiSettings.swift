import OrderedJSON

/// What part z.ai has in answering the messages dialect.
package struct ZaiSettings: Sendable, Hashable {
    /// When a request goes to z.ai.
    package enum DispatchMode: String, Sendable, CaseIterable {
        case off
        /// Every request of the messages dialect, and to nobody else.
        case exclusive
        /// As one of the pool.
        case pooled
        /// Only when no pooled account can serve.
        case fallback
    }

    package var dispatchMode = DispatchMode.off
    private var source = JSONObject()

    package init() {}

    init(_ reader: SectionReader) throws(SettingsError) {
        source = reader.members
        dispatchMode = try reader.choice("dispatch_mode", or: .off)
    }

    var json: JSON {
        var members = source
        members["dispatch_mode"] = .string(dispatchMode.rawValue)
        return .object(members)
    }
}
