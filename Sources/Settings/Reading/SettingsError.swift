package import OrderedJSON

/// Why a text is not a configuration.
package enum SettingsError: Error, Sendable, Hashable {
    case syntax(JSONParseError)
    case invalid(SettingsPath, SettingsProblem)

    /// The path of the wrong value, such as `proxy.port`; nil when the text is not even JSON.
    package var path: String? {
        if case .invalid(let path, _) = self { path.description } else { nil }
    }

    /// What is wrong, to be read behind the path.
    package var reason: String {
        switch self {
        case .syntax(let error): error.kind.description
        case .invalid(_, let problem): problem.description
        }
    }
}

extension SettingsError: CustomStringConvertible {
    /// One line without the place in the file, such as `proxy.port must be 1–65535, is 99999`.
    package var description: String { path.map { "\($0) \(reason)" } ?? reason }
}
