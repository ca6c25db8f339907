package import HTTPCore

/// What a browser says about the page behind a request in `Sec-Fetch-Site`; no page can forge or leave out.
///
/// It is *Site* that is judged, never *Mode*: a blind `no-cors` post comes from a foreign site all the same.
package enum FetchMetadata: Sendable, Hashable {
    /// No browser, or an old one.
    case absent
    /// The user typed the address or followed a bookmark.
    case none
    case sameOrigin
    /// Another origin of the same site: `localhost:3000` is one for `localhost:8046`.
    case sameSite
    /// Another site, or a value that we do not know.
    case foreign

    package init(_ fields: Fields) {
        let values = fields.allBytes(of: .fetchSite)
        guard let value = values.first else {
            self = .absent
            return
        }
        self =
            if values.count > 1 {
                .foreign
            } else if ASCII.matches(value, "none") {
                .none
            } else if ASCII.matches(value, "same-origin") {
                .sameOrigin
            } else if ASCII.matches(value, "same-site") {
                .sameSite
            } else {
                .foreign
            }
    }
}
