package import HTTPCore

/// Decides which pages may talk to this server; a program that is no page sends no `Origin`.
///
/// `null` and `*` can never be listed: any page can make itself a `null` origin with a sandboxed frame.
package struct OriginPolicy: Sendable, Hashable {
    /// What the `Origin` of a request means.
    package enum Verdict: Sendable, Hashable {
        /// No page, as far as can be told.
        case absent
        /// The text of the origin, to be echoed.
        case listed(String)
        case unlisted
    }

    private let patterns: [OriginPattern]

    /// Pages of this machine's own development servers, on any port.
    package static let loopbackPages = ["http", "https"].flatMap { scheme in
        ["localhost", "127.0.0.1", "[::1]"].map { "\(scheme)://\($0):*" }
    }

    /// Lists exactly these; what cannot be an origin is left out.
    package init(listing texts: [String]) {
        patterns = texts.compactMap { OriginPattern($0) }
    }

    /// Judges the header; two of them are as good as an unlisted one.
    package func judge(_ fields: Fields) -> Verdict {
        let values = fields.allBytes(of: .origin)
        guard let value = values.first else { return .absent }
        guard values.count == 1, let origin = WebOrigin(parsing: value),
            patterns.contains(where: { $0.matches(origin) })
        else { return .unlisted }
        return .listed(String(decoding: value, as: UTF8.self))
    }
}
