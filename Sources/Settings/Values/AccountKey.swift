/// Where the key of an account is.
package enum AccountKey: Sendable, Hashable {
    /// The key itself stands in the configuration.
    case literal(Secret)
    /// `env:NAME`, a variable of the process.
    case environment(name: String)
    /// `file:PATH`, a file that only its owner can read; a relative path starts in the home directory.
    case file(path: String)

    /// As it stands in the configuration, the secret included.
    var text: String {
        switch self {
        case .literal(let secret): secret.reveal { $0 }
        case .environment(let name): "env:" + name
        case .file(let path): "file:" + path
        }
    }

    /// As it may be shown: a literal masked, a reference as it is.
    package var masked: String {
        if case .literal(let secret) = self { secret.masked } else { text }
    }

    /// Reads any of the three forms and says what is wrong with it.
    init(_ text: String) throws(SettingsProblem) {
        if text.hasPrefix("env:") {
            let name = String(text.dropFirst("env:".count))
            guard TextRule.isVariableName(name) else { throw .invalidVariableName }
            self = .environment(name: name)
        } else if text.hasPrefix("file:") {
            let path = String(text.dropFirst("file:".count))
            guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidFilePath }
            self = .file(path: path)
        } else {
            guard !text.isEmpty else { throw .empty }
            guard !text.contains("…") else { throw .maskedSecret }
            guard TextRule.isVisibleASCII(text) else { throw .notVisibleASCII }
            self = .literal(Secret(text))
        }
    }
}
