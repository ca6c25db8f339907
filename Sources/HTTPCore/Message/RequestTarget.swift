/// What a request line asks for; path and query stay percent-encoded.
package struct RequestTarget: Sendable, Hashable {
    /// The four shapes of RFC 9112 §3.2.
    package enum Form: Sendable, Hashable {
        case origin
        case absolute(scheme: String, Authority)
        case asterisk
        case authority
    }

    package let form: Form
    /// The path as it came, checked byte by byte; `*` in asterisk form and empty in authority form.
    package var path: String
    /// What follows the first question mark, as it came.
    package var query: String?

    package init(form: Form, path: String, query: String?) {
        self.form = form
        self.path = path
        self.query = query
    }
}
