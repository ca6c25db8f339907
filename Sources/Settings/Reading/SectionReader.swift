import OrderedJSON

/// Reads the members of one object of the configuration; what is missing has its default.
struct SectionReader {
    let path: SettingsPath
    let members: JSONObject

    /// A section that is missing is read like an empty one.
    init(_ value: JSON?, at path: SettingsPath) throws(SettingsError) {
        self.path = path
        switch value {
        case nil: members = JSONObject()
        case .object(let object): members = object
        case let other?: throw .invalid(path, .wrongType(expected: "an object", found: other.kindName))
        }
    }

    func fault(_ key: String, _ problem: SettingsProblem) -> SettingsError {
        .invalid(path.key(key), problem)
    }

    func bool(_ key: String, or standard: Bool) throws(SettingsError) -> Bool {
        guard let value = members[key] else { return standard }
        guard let bool = value.bool else { throw wrongType(key, "true or false", value) }
        return bool
    }

    func int(_ key: String, in range: ClosedRange<Int>, or standard: Int) throws(SettingsError) -> Int {
        guard let value = members[key] else { return standard }
        guard case .number(let number) = value else { throw wrongType(key, "a whole number", value) }
        guard let int = number.int, range.contains(int) else {
            throw fault(key, .outside(range, found: String(number.text.prefix(40))))
        }
        return int
    }

    /// `null` and nothing are the same.
    func optionalInt(_ key: String, in range: ClosedRange<Int>) throws(SettingsError) -> Int? {
        guard let value = members[key], !value.isNull else { return nil }
        return try int(key, in: range, or: 0)
    }

    func text(_ key: String, or standard: String) throws(SettingsError) -> String {
        guard let value = members[key] else { return standard }
        guard let text = value.string else { throw wrongType(key, "text", value) }
        return text
    }

    /// `null` and nothing are the same.
    func optionalText(_ key: String) throws(SettingsError) -> String? {
        guard let value = members[key], !value.isNull else { return nil }
        return try text(key, or: "")
    }

    /// One of the raw values of an enumeration.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, or standard: Choice?
    ) throws(SettingsError) -> Choice {
        guard let value = members[key] else {
            guard let standard else { throw fault(key, .missing) }
            return standard
        }
        guard let text = value.string else { throw wrongType(key, "text", value) }
        guard let choice = Choice(rawValue: text) else {
            throw fault(key, .notOneOf(Choice.allCases.map(\.rawValue), found: String(text.prefix(40))))
        }
        return choice
    }

    func list(_ key: String, atMost limit: Int) throws(SettingsError) -> [JSON] {
        guard let value = members[key] else { return [] }
        guard let elements = value.array else { throw wrongType(key, "a list", value) }
        guard elements.count <= limit else { throw fault(key, .tooMany(limit: limit)) }
        return elements
    }

    /// A list of texts that all obey a rule.
    func texts(
        _ key: String, atMost limit: Int, check: (String) -> SettingsProblem?
    ) throws(SettingsError) -> [String] {
        var texts: [String] = []
        for (index, element) in try list(key, atMost: limit).enumerated() {
            let path = path.key(key).index(index)
            guard let text = element.string else {
                throw .invalid(path, .wrongType(expected: "text", found: element.kindName))
            }
            if let problem = check(text) { throw .invalid(path, problem) }
            texts.append(text)
        }
        return texts
    }

    /// A label for people: one line, not too long.
    func label(_ key: String, or standard: String?) throws(SettingsError) -> String {
        guard let text = try optionalText(key) ?? standard else { throw fault(key, .missing) }
        if let problem = Self.labelProblem(text) { throw fault(key, problem) }
        return text
    }

    /// What keeps a text from being a label or the name of a model.
    static func labelProblem(_ text: String) -> SettingsProblem? {
        if text.isEmpty { return .empty }
        if text.utf8.count > longestLabel { return .tooLong(limit: longestLabel) }
        return TextRule.isOneLine(text) ? nil : .notOneLine
    }

    /// Longer than any model name or sensible label.
    private static let longestLabel = 256

    private func wrongType(_ key: String, _ expected: String, _ found: JSON) -> SettingsError {
        fault(key, .wrongType(expected: expected, found: found.kindName))
    }
}

extension JSON {
    /// What a person would call this kind of value.
    fileprivate var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
