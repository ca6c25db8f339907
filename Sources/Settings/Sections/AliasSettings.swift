import OrderedJSON

/// A rule that another model is meant by a model's name.
package struct AliasSettings: Sendable, Hashable {
    /// What callers ask for; `*` stands for any text.
    package var match: String
    /// What an account serves instead.
    package var model: String
    private var source = JSONObject()

    package init(match: String, model: String) {
        self.match = match
        self.model = model
    }

    init(_ reader: SectionReader) throws(SettingsError) {
        source = reader.members
        match = try reader.label("match", or: nil)
        model = try reader.label("model", or: nil)
    }

    var json: JSON {
        var members = source
        members["match"] = .string(match)
        members["model"] = .string(model)
        return .object(members)
    }
}
