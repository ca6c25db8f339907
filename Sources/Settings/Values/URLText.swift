/// The parts of an absolute URL as they are written; nothing is decoded.
struct URLText {
    let scheme: String
    /// What stands before `@`.
    let userInfo: String?
    /// With the brackets of an IPv6 address.
    let host: String
    /// What stands behind the host's colon.
    let port: String?
    /// Everything behind the authority.
    let path: String

    /// Host and port.
    var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// Splits visible ASCII; nil when it has no scheme and authority or the port is none.
    init?(_ text: String) {
        guard TextRule.isVisibleASCII(text), let mark = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        scheme = String(text[..<mark])
        guard TextRule.isScheme(scheme), text[mark...].hasPrefix("://") else { return nil }
        let rest = text[mark...].dropFirst("://".count)
        let end = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
        path = String(rest[end...])
        var authority = rest[..<end]
        if let at = authority.lastIndex(of: "@") {
            userInfo = String(authority[..<at])
            authority = authority[authority.index(after: at)...]
        } else {
            userInfo = nil
        }
        let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
        if let colon = authority[bracket...].lastIndex(of: ":") {
            host = String(authority[..<colon])
            let digits = String(authority[authority.index(after: colon)...])
            guard TextRule.isPort(digits) || digits == "*" else { return nil }
            port = digits
        } else {
            host = String(authority)
            port = nil
        }
    }
}
