import Gateway
import HTTPCore
import OrderedJSON
import Testing

struct APIErrorBodyTests {
    private func text(_ error: APIErrorBody, requestID: String? = nil) -> String {
        String(decoding: error.bytes(requestID: requestID), as: UTF8.self)
    }

    @Test func `each family gets its own shape`() {
        #expect(
            text(APIErrorBody(.badJSON, for: .openAI, message: "M"))
                == #"{"error":{"message":"M","type":"invalid_request_error","param":null,"code":"bad_json"}}"#
        )
        #expect(
            text(APIErrorBody(.overloaded, for: .anthropic, message: "M"), requestID: "r1")
                == #"{"type":"error","error":{"type":"overloaded_error","message":"M"},"request_id":"r1"}"#)
        #expect(
            text(APIErrorBody(.allCoolingDown, for: .gemini, message: "M", retryAfter: 12))
                == #"{"error":{"code":429,"message":"M","status":"RESOURCE_EXHAUSTED","details":["#
                + #"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ALL_COOLING_DOWN"},"#
                + #"{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"12s"}]}}"#)
    }

    @Test(arguments: [
        (APIErrorCode.unauthorized, 401), (.tooManyAttempts, 429), (.originNotAllowed, 403),
        (.hostNotAllowed, 421),
        (.notFound, 404), (.methodNotAllowed, 405), (.badJSON, 400), (.badRequest, 400), (.bodyTooLarge, 413),
        (.modelNotFound, 404), (.unsupportedFeature, 400), (.noAccounts, 503), (.allCoolingDown, 429),
        (.overloaded, 503), (.upstreamConnect, 502), (.upstreamTimeout, 504), (.upstreamCut, 502),
        (.upstreamProtocol, 502), (.upstreamAuth, 502), (.stopping, 503),
    ])
    func `every code has its status`(code: APIErrorCode, status: Int) {
        #expect(code.status(for: .openAI).code == status)
        #expect(code.status(for: .anthropic).code == (code == .overloaded ? 529 : status))
        #expect(APIErrorBody(code, for: .gemini).head.status.code == status)
    }

    @Test(arguments: APIErrorCode.allCases, CallerFamily.allCases)
    func `every error is one sentence of JSON`(code: APIErrorCode, family: CallerFamily) throws {
        let error = APIErrorBody(code, for: family)
        #expect(error.message.hasSuffix("."))
        #expect(throws: Never.self) { try JSON(parsing: error.bytes()) }
    }

    @Test func `a refusal says which headers carry a key`() {
        let message = APIErrorBody(.unauthorized, for: .openAI).message
        for name in ["Authorization: Bearer", "x-api-key", "x-goog-api-key", "?key="] {
            #expect(message.contains(name))
        }
        #expect(APIErrorBody(.unauthorized, for: .openAI).head.fields[.wwwAuthenticate] == "Bearer")
    }

    @Test(arguments: [
        (CallerFamily.openAI, "base URL http://h:1/v1;"), (.anthropic, "http://h:1 without /v1"),
        (.gemini, "http://h:1 without a version"),
    ])
    func `a missing endpoint names the base URL of that client`(family: CallerFamily, advice: String) {
        #expect(APIErrorBody.notFound(for: family, baseURL: "http://h:1").message.contains(advice))
    }

    @Test func `time and advice travel in headers`() {
        #expect(APIErrorBody(.stopping, for: .openAI, retryAfter: 3).head.fields[.retryAfter] == "3")
        #expect(APIErrorBody(.upstreamAuth, for: .openAI).head.fields[FieldName("x-should-retry")] == "false")
    }

    @Test(arguments: [
        ("/v1/chat/completions", CallerFamily.openAI), ("/v1/messages", .anthropic),
        ("/v1/v1/messages", .anthropic),
        ("/messages/count_tokens", .anthropic), ("/v1/threads/t/messages", .openAI),
        ("/v1beta/models", .gemini),
        ("/v1/models/m:countTokens", .gemini), ("/v1/models/a/b%3AgenerateContent", .gemini),
        ("/v1/models", .openAI),
        ("/models/m:generateContent", .gemini), ("/", .openAI), ("/v1/responses", .openAI), ("/%zz", .openAI),
    ])
    func `a path belongs to a family`(path: String, family: CallerFamily) {
        #expect(CallerFamily(path: path) == family)
    }

    @Test(arguments: [
        ("/v1/models", "anthropic-version", CallerFamily.anthropic),
        ("/v1/models", "x-goog-api-key", .gemini),
        ("/v1/models", "x-api-key", .openAI), ("/nowhere", "anthropic-version", .anthropic),
        ("/v1/chat/completions", "anthropic-version", .openAI),
    ])
    func `headers decide where the path does not`(path: String, name: String, family: CallerFamily) throws {
        let request = try #require(GateFixture.request("GET \(path)", with: ["\(name): v"]))
        #expect(CallerFamily(request.head) == family)
    }
}
