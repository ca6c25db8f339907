package import HTTPCore

/// Where a page comes from, as a browser writes it in `Origin`.
package struct WebOrigin: Sendable, Hashable {
    package let scheme: String
    /// For `http` and `https` as in `Authority`, for the schemes of applications the rest as it stands.
    package let host: String
    /// Nil where it is the scheme's own.
    package let port: Int?

    /// Reads `scheme://host[:port]` with nothing behind it; `null` is no origin.
    package init?(parsing bytes: some Collection<UInt8>) {
        guard let colon = bytes.firstIndex(of: 0x3A), bytes[colon...].starts(with: "://".utf8),
            let first = bytes.first, ASCII.isLetter(first), bytes[..<colon].allSatisfy(ASCII.isScheme)
        else { return nil }
        let rest = bytes[colon...].dropFirst(3)
        scheme = String(decoding: bytes[..<colon].map(ASCII.lowercased), as: UTF8.self)
        guard Self.isWeb(scheme) else {
            guard rest.allSatisfy({ ASCII.isQuery($0) && $0 != 0x2F && $0 != 0x3F }) else { return nil }
            host = String(decoding: rest.map(ASCII.lowercased), as: UTF8.self)
            port = nil
            return
        }
        guard let authority = Authority(parsing: rest) else { return nil }
        host = authority.host
        port = authority.port == Self.defaultPort(of: scheme) ? nil : authority.port
    }

    /// The origin of the pages that this server itself serves under that authority.
    package init(own authority: Authority) {
        scheme = "http"
        host = authority.host
        port = authority.port == Self.defaultPort(of: "http") ? nil : authority.port
    }

    static func isWeb(_ scheme: String) -> Bool { scheme == "http" || scheme == "https" }

    private static func defaultPort(of scheme: String) -> Int? {
        switch scheme {
        case "http": 80
        case "https": 443
        default: nil
        }
    }
}
