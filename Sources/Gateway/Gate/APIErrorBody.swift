package import HTTPCore
import OrderedJSON

/// An error of ours in the words of the caller's own API.
package struct APIErrorBody: Error, Sendable, Hashable {
    package let code: APIErrorCode
    package let message: String
    package let status: Status
    package let family: CallerFamily
    /// Whole seconds, where time helps.
    package let retryAfter: Int?

    /// An error with the code's own status and advice unless something more exact is known.
    package init(
        _ code: APIErrorCode, for family: CallerFamily, message: String? = nil, status: Status? = nil,
        retryAfter: Int? = nil
    ) {
        self.code = code
        self.message = message ?? code.advice
        self.status = status ?? code.status(for: family)
        self.family = family
        self.retryAfter = retryAfter
    }

    /// No such endpoint; says which base URL such a client wants, given the gateway's own.
    package static func notFound(for family: CallerFamily, baseURL: String) -> APIErrorBody {
        let advice =
            switch family {
            case .openAI:
                "OpenAI clients need the base URL \(baseURL)/v1; Anthropic and Gemini clients \(baseURL)"
            case .anthropic: "Anthropic clients need the base URL \(baseURL) without /v1"
            case .gemini: "Gemini clients need the base URL \(baseURL) without a version"
            }
        return APIErrorBody(.notFound, for: family, message: "There is no such endpoint: \(advice).")
    }

    /// Status and fields of the answer, but for what frames it.
    package var head: ResponseHead {
        var fields = Fields()
        fields.append(.contentType, "application/json")
        fields.append(.contentTypeOptions, "nosniff")
        if let retryAfter { fields.append(.retryAfter, String(retryAfter)) }
        // The SDKs retry any 5xx unless they are told that it is of no use.
        if code == .upstreamAuth { fields.append(FieldName("x-should-retry"), "false") }
        if code == .unauthorized { fields.append(.wwwAuthenticate, "Bearer") }
        return ResponseHead(status: status, fields: fields)
    }

    /// The body in the shape that the family's SDKs read.
    package func bytes(requestID: String? = nil) -> [UInt8] { json(requestID: requestID).bytes() }

    private func json(requestID: String?) -> JSON {
        switch family {
        case .openAI:
            [
                "error": [
                    "message": .string(message), "type": .string(openAIType), "param": nil,
                    "code": .string(code.rawValue),
                ]
            ]
        case .anthropic:
            [
                "type": "error", "error": ["type": .string(anthropicType), "message": .string(message)],
                "request_id": requestID.map(JSON.string) ?? .null,
            ]
        case .gemini: ["error": geminiError]
        }
    }

    private var geminiError: JSON {
        let type = "type.googleapis.com/google.rpc."
        var details: [JSON] = [
            [
                "@type": .string(type + "ErrorInfo"),
                "reason": .string(code == .unauthorized ? "API_KEY_INVALID" : code.rawValue.uppercased()),
            ]
        ]
        if let retryAfter {
            details.append(["@type": .string(type + "RetryInfo"), "retryDelay": .string("\(retryAfter)s")])
        }
        return [
            "code": .number(JSONNumber(status.code)), "message": .string(message),
            "status": .string(geminiStatus),
            "details": .array(details),
        ]
    }
}
