/// What a text in the configuration may look like; all rules look at bytes.
enum TextRule {
    /// The longest name in DNS.
    private static let longestHost = 253
    private static let longestLabel = 63

    /// At least one byte, all from `!` to `~`.
    static func isVisibleASCII(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// No control character, so that it can stand on one line anywhere.
    static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// A name an environment variable can have.
    static func isVariableName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// A name that can stand in a path of the admin API.
    static func isIdentifier(_ text: String) -> Bool {
        let others = Array("_-.".utf8)
        return (1...64).contains(text.utf8.count) && !text.hasPrefix(".")
            && text.utf8.allSatisfy { isLetter($0) || isDigit($0) || others.contains($0) }
    }

    /// A path that a shell reads as it stands.
    static func isPlainPath(_ text: String) -> Bool {
        let others = Array("/._-".utf8)
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || others.contains($0) }
    }

    /// A URL scheme in lower case.
    static func isScheme(_ text: String) -> Bool {
        let others = Array("+-.".utf8)
        guard let first = text.utf8.first, isLower(first) else { return false }
        return text.utf8.allSatisfy { isLower($0) || isDigit($0) || others.contains($0) }
    }

    /// Decimal digits from 1 to 65535.
    static func isPort(_ text: String) -> Bool {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy(isDigit), let port = Int(text) else {
            return false
        }
        return (1...65535).contains(port)
    }

    /// An exact DNS name or address without port; no wildcard, no trailing dot, not the unspecified address.
    static func isHost(_ text: String) -> Bool {
        if text.hasPrefix("[") { return isBracketedAddress(text) }
        guard text.utf8.count <= longestHost, text != "0.0.0.0" else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    /// `scheme://host[:port]` with nothing behind it; the port, or the host of an application, may be `*`.
    static func isOrigin(_ text: String) -> Bool {
        guard let url = URLText(text), url.userInfo == nil, url.path.isEmpty else { return false }
        let isWeb = url.scheme == "http" || url.scheme == "https"
        if isHost(url.host) { return true }
        return !isWeb && url.port == nil && (url.host.isEmpty || url.host == "*")
    }

    /// Where an upstream can be: `http` or `https`, a host, no user, no query.
    static func isBaseURL(_ text: String) -> Bool {
        guard let url = URLText(text), ["http", "https"].contains(url.scheme), url.userInfo == nil,
            url.port != "*"
        else { return false }
        return isHost(url.host) && !url.path.contains { "?#\\".contains($0) }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        guard (1...longestLabel).contains(label.utf8.count), !label.hasPrefix("-"), !label.hasSuffix("-")
        else {
            return false
        }
        let others = Array("-_".utf8)
        return label.utf8.allSatisfy { isLetter($0) || isDigit($0) || others.contains($0) }
    }

    private static func isBracketedAddress(_ text: String) -> Bool {
        let inside = text.dropFirst().dropLast()
        guard text.hasSuffix("]"), (2...45).contains(inside.utf8.count), inside.contains(":"), inside != "::"
        else { return false }
        let others = Array(":.".utf8)
        return inside.utf8.allSatisfy { isHexDigit($0) || others.contains($0) }
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}

extension String {
    /// The text without spaces, tabs, carriage returns and line feeds at both ends.
    var trimmingASCIIWhitespace: String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        let bytes = utf8.drop(while: isSpace)
        guard let last = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(decoding: bytes[...last], as: UTF8.self)
    }
}
