import OrderedJSON

/// How the admin page looks (`ui` in the file).
package struct InterfaceSettings: Sendable, Hashable {
    /// The languages the page has texts for; `auto` is the browser's.
    package enum Language: String, Sendable, CaseIterable {
        case auto, en, es, pt, de, fr, zh
    }

    /// The colours; `auto` is the system's.
    package enum Theme: String, Sendable, CaseIterable {
        case auto, light, dark
    }

    package var language = Language.auto
    package var theme = Theme.auto
    private var source = JSONObject()

    package init() {}

    init(_ reader: SectionReader) throws(SettingsError) {
        source = reader.members
        language = try reader.choice("language", or: .auto)
        theme = try reader.choice("theme", or: .auto)
    }

    var json: JSON {
        var members = source
        members["language"] = .string(language.rawValue)
        members["theme"] = .string(theme.rawValue)
        return .object(members)
    }
}
