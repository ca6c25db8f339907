import HTTPServing
import OrderedJSON
import Settings
import TestSupport
import Testing

@testable import Gateway

/// What the API says no to, in the words of each family of callers.
@Suite(.timeLimit(.minutes(1)))
struct APIRefusalTests {
    private let chat = "POST /v1/chat/completions"
    private let hello = #"{"model":"demo","messages":[{"role":"user","content":"Hello"}]}"#

    @Test func `an unknown path of an OpenAI client`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask("GET /v1/nothing")
            #expect(answer.status == 404)
            let error = answer.json["error"]
            #expect(error?["type"] == "invalid_request_error")
            #expect(error?["code"] == "not_found")
            #expect(error?["param"] == .some(.null))
            #expect(error?["message"]?.string?.contains("http://127.0.0.1:\(gateway.port)/v1") == true)
        }
    }

    @Test func `an unknown path of an Anthropic client`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask("POST /v1/messages", body: "{}")
            #expect(answer.status == 404)
            #expect(answer.json["type"] == "error")
            #expect(answer.json["error"]?["type"] == "not_found_error")
            #expect(answer.json["request_id"]?.string == answer["x-request-id"])
        }
    }

    @Test func `an unknown path of a Gemini client`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask("POST /v1beta/models/m:generateContent", body: "{}")
            #expect(answer.status == 404)
            #expect(answer.json["error"]?["code"] == 404)
            #expect(answer.json["error"]?["status"] == "NOT_FOUND")
        }
    }

    @Test func `a wrong method is refused with those that are right`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask("GET /v1/chat/completions")
            #expect(answer.status == 405)
            #expect(answer["allow"] == "POST")
            #expect(answer.json["error"]?["code"] == "method_not_allowed")
            let anthropic = try await gateway.ask("POST /healthz", ["anthropic-version: 2023-06-01"])
            #expect(anthropic.status == 405)
            #expect(anthropic["allow"] == "GET, HEAD")
            #expect(anthropic.json["error"]?["type"] == "invalid_request_error")
            #expect(anthropic.json["request_id"]?.string == anthropic["x-request-id"])
            let gemini = try await gateway.ask("POST /healthz", ["x-goog-api-key: k"])
            #expect(gemini.status == 405)
            #expect(gemini.json["error"]?["status"] == "INVALID_ARGUMENT")
        }
    }

    @Test func `a compressed body is refused unread and one that is not is not`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask(chat, ["Content-Encoding: gzip"], body: hello)
            #expect(answer.status == 415)
            #expect(answer.json["error"]?["code"] == "bad_request")
            #expect(try await gateway.ask(chat, ["Content-Encoding: Identity"], body: hello).status == 200)
        }
    }

    @Test func `a body beyond the limit of the settings is refused before it is sent`() async throws {
        try await GatewayFixture.with(GatewayFixture.snapshot { $0.proxy.maxBodyMegabytes = 1 }) {
            (gateway) async throws in
            let client = try RawClient(port: gateway.port)
            try client.send(
                "\(chat) HTTP/1.1\r\nHost: 127.0.0.1:\(gateway.port)\r\nContent-Length: 1048577\r\n\r\n")
            client.finishSending()
            let answer = WireAnswer(try await client.readToEnd())
            #expect(answer.status == 413)
            #expect(answer.json["error"]?["code"] == "body_too_large")
        }
    }

    @Test func `a body of the very limit is read`() async throws {
        try await GatewayFixture.with(GatewayFixture.snapshot { $0.proxy.maxBodyMegabytes = 1 }) {
            (gateway) async throws in
            let body = hello + String(repeating: " ", count: 1024 * 1024 - hello.utf8.count)
            #expect(try await gateway.ask(chat, body: body).status == 200)
        }
    }

    @Test(arguments: ["", "{", "{\"model\":", "\u{FEFF}{}", "{} {}", "nan"])
    func `what is not JSON is refused`(text: String) async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask(chat, body: text)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?["code"] == "bad_json")
        }
    }

    @Test func `JSON that is no chat request is refused`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask(chat, body: "{}")
            #expect(answer.status == 400)
            #expect(answer.json["error"]?["code"] == "bad_request")
        }
    }

    @Test func `without an account there is nobody to ask`() async throws {
        try await GatewayFixture.with(GatewayFixture.snapshot { $0.accounts = [] }) {
            (gateway) async throws in
            let answer = try await gateway.ask(chat, body: hello)
            #expect(answer.status == 503)
            #expect(answer.json["error"]?["code"] == "no_accounts")
        }
    }

    @Test func `bytes that are no request get an error body too`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let client = try RawClient(port: gateway.port)
            try client.send("nonsense\r\n\r\n")
            let answer = WireAnswer(try await client.readToEnd())
            #expect(answer.status == 400)
            #expect(answer.json["error"]?["code"] == "bad_request")
        }
    }
}
