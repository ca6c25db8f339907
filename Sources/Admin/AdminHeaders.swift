import HTTPCore

/// The headers that every answer of the admin listener carries.
enum AdminHeaders {
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'"

    static func add(to fields: inout Fields) {
        fields.append(.contentSecurityPolicy, policy)
        fields.append(.frameOptions, "DENY")
        fields.append(.contentTypeOptions, "nosniff")
        fields.append(.referrerPolicy, "no-referrer")
        fields.append(.crossOriginOpenerPolicy, "same-origin")
        fields.append(.crossOriginResourcePolicy, "same-origin")
        fields.append(.cacheControl, "no-store")
    }
}
