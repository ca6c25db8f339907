/// What is wrong with a value; its description goes on from the value's path.
///
/// A value is named only where it cannot be a secret.
package enum SettingsProblem: Error, Sendable, Hashable {
    case wrongType(expected: String, found: String)
    case outside(ClosedRange<Int>, found: String)
    case notOneOf([String], found: String)
    case missing
    case empty
    case tooLong(limit: Int)
    case tooMany(limit: Int)
    case notOneLine
    case notVisibleASCII
    case maskedSecret
    case keyWithoutPrefix
    case keyTooShort(minimum: Int)
    case invalidIdentifier
    case invalidVariableName
    case invalidFilePath
    case invalidHost(String)
    case invalidOrigin(String)
    case invalidURL
    case invalidProxy
    /// The same value stands at another place already.
    case duplicate(of: SettingsPath)
    case unknownVersion(newest: Int)
}

extension SettingsProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongType(let expected, let found): "must be \(expected), is \(found)"
        case .outside(let range, let found): "must be \(range.lowerBound)–\(range.upperBound), is \(found)"
        case .notOneOf(let choices, let found):
            "must be one of \(choices.joined(separator: ", ")), is \"\(found)\""
        case .missing: "is missing"
        case .empty: "must not be empty"
        case .tooLong(let limit): "must not be longer than \(limit) bytes"
        case .tooMany(let limit): "must not have more than \(limit) entries"
        case .notOneLine: "must not contain control characters"
        case .notVisibleASCII: "must consist of visible ASCII characters"
        case .maskedSecret: "is a masked secret: give the whole one, or leave it out to keep the old one"
        case .keyWithoutPrefix: "must start with sk-"
        case .keyTooShort(let minimum): "must have at least \(minimum) characters"
        case .invalidIdentifier: "must be 1–64 letters, digits, '_', '-' or '.'"
        case .invalidVariableName: "must name an environment variable behind env:"
        case .invalidFilePath: "must name a file behind file:"
        case .invalidHost(let host): "must be an exact host name or address without a port, is \"\(host)\""
        case .invalidOrigin(let origin): "must be an origin like http://localhost:3000, is \"\(origin)\""
        case .invalidURL: "must be an http or https URL without user, query and fragment"
        case .invalidProxy: "must be an http, https, socks5 or socks5h URL with nothing but host and port"
        case .duplicate(let path): "is the same as \(path)"
        case .unknownVersion(let newest): "must be \(newest) or less: this file is of a newer program"
        }
    }
}
