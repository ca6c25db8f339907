package import HTTPCore
package import OrderedJSON

/// An answer that says no: a code that the page translates, a sentence for everyone else.
package struct AdminRefusal: Error, Sendable {
    package var status: Status
    package var code: String
    package var message: String
    /// What the page puts into its own sentence: a port, a path, a number of seconds.
    package var details: [JSONObject.Member]
    /// The methods that the path knows, where the one asked with is not among them.
    var allowed: [Method] = []

    package init(_ status: Status, _ code: String, _ message: String, _ details: [JSONObject.Member] = []) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
    }

    package var json: JSON {
        var object = JSONObject()
        object.append("code", .string(code))
        object.append("message", .string(message))
        for detail in details { object.append(detail.key, detail.value) }
        return .object(object)
    }
}

extension AdminRefusal {
    static let unauthorized = AdminRefusal(
        .unauthorized, "admin_auth",
        "This needs the admin token in the X-Admin-Token header. Run `apus link` for a fresh link; API keys (sk-…) do not work here."
    )
    static let notFound = AdminRefusal(.notFound, "not_found", "There is nothing at this path; see /admin.")
    static let originNotAllowed = AdminRefusal(
        .forbidden, "origin_not_allowed", "Only the admin page of this server may do this.")
    static let hostNotAllowed = AdminRefusal(
        .misdirectedRequest, "host_not_allowed", "This server is reached as 127.0.0.1 or localhost only.")
    static let notJSON = AdminRefusal(
        .unsupportedMediaType, "unsupported_media_type", "Send JSON with Content-Type: application/json.")

    static func wrongMethod(_ allowed: [Method]) -> AdminRefusal {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        var refusal = AdminRefusal(.methodNotAllowed, "method_not_allowed", "This path knows \(names) only.")
        refusal.allowed = allowed
        return refusal
    }

    static func tooMany(seconds: Int) -> AdminRefusal {
        AdminRefusal(
            .tooManyRequests, "too_many_attempts", "Too many tries. Next try in \(seconds) s.",
            [.init(key: "retry_after", value: .number(JSONNumber(seconds)))])
    }

    static func busy(_ reason: String) -> AdminRefusal {
        AdminRefusal(.serviceUnavailable, "overloaded", reason, [.init(key: "retry_after", value: 1)])
    }

    static func badJSON(_ error: JSONParseError) -> AdminRefusal {
        AdminRefusal(.badRequest, "bad_json", "The body is not JSON: \(error).")
    }
}
