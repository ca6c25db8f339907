import HTTPCore

/// The headers that every answer of the admin listener carries.
enum AdminHeaders {
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'"

    static func add(to fields: inout Fields) {
        fields.append(FieldName("content-security-policy"), policy)
        fields.append(FieldName("x-frame-options"), "DENY")
        fields.append(FieldName("x-content-type-options"), "nosniff")
        fields.append(FieldName("referrer-policy"), "no-referrer")
        fields.append(FieldName("cross-origin-opener-policy"), "same-origin")
        fields.append(FieldName("cross-origin-resource-policy"), "same-origin")
        fields.append(FieldName("cache-control"), "no-store")
    }
}
