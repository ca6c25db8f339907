import HTTPServing
import OrderedJSON
import Settings
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(1)))
struct APIResponderTests {
    private let chat = "POST /v1/chat/completions"
    private let hello = #"{"model":"demo","messages":[{"role":"user","content":"Hello"}]}"#
    private let key = ["Authorization: Bearer \(GatewayFixture.key)"]

    @Test func `the health check says ok to GET and HEAD`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask("GET /healthz")
            #expect(answer.status == 200)
            #expect(answer.json == ["status": "ok"])
            #expect(answer["x-request-id"]?.hasPrefix("req_") == true)
            let head = try await gateway.ask("HEAD /healthz")
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
        }
    }

    @Test(arguments: [
        (AuthMode.off, 200, 200), (.auto, 200, 200), (.allExceptHealth, 200, 401), (.strict, 401, 401),
    ])
    func `an auth mode says what needs the key`(mode: AuthMode, health: Int, chatting: Int) async throws {
        try await GatewayFixture.with(GatewayFixture.snapshot { $0.proxy.authMode = mode }) {
            (gateway) async throws in
            #expect(try await gateway.ask("GET /healthz").status == health)
            #expect(try await gateway.ask(chat, body: hello).status == chatting)
            #expect(try await gateway.ask("GET /healthz", key).status == 200)
            #expect(try await gateway.ask(chat, key, body: hello).status == 200)
        }
    }

    @Test func `new settings hold for the next request`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            #expect(try await gateway.ask(chat, body: hello).status == 200)
            gateway.live.update(GatewayFixture.snapshot { $0.proxy.authMode = .strict })
            #expect(try await gateway.ask(chat, body: hello).status == 401)
        }
    }

    @Test func `without settings every request hears that the gateway is stopping`() async throws {
        try await GatewayFixture.with(nil) { (gateway) async throws in
            let answer = try await gateway.ask("GET /healthz")
            #expect(answer.status == 503)
            #expect(answer.json["error"]?["code"] == "stopping")
        }
    }

    @Test func `the whole answer comes as JSON`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask(chat, body: hello)
            #expect(answer["content-type"] == "application/json")
            #expect(
                answer.json["id"]?.string?.dropFirst("chatcmpl-".count)
                    == answer["x-request-id"]?.dropFirst(4))
            #expect(answer.json["choices"]?[0]?["message"]?["content"]?.string?.contains("Hello") == true)
        }
    }

    @Test func `a stream says the same as the whole answer and ends with usage and DONE`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let whole = try await gateway.ask(chat, body: hello).json
            let asked = hello.dropLast() + #","stream":true,"stream_options":{"include_usage":true}}"#
            let answer = try await gateway.ask(chat, body: String(asked))
            #expect(answer["content-type"] == "text/event-stream")
            #expect(answer.events.last == "[DONE]")
            let chunks = try answer.events.dropLast().map { try JSON(parsing: Array($0.utf8)) }
            let said = chunks.compactMap { $0["choices"]?[0]?["delta"]?["content"]?.string }.joined()
            #expect(said == whole["choices"]?[0]?["message"]?["content"]?.string)
            #expect(chunks.dropLast().allSatisfy { $0["usage"] == .some(.null) })
            #expect(chunks.last?["usage"] == whole["usage"])
            #expect(Set(chunks.compactMap { $0["id"]?.string }).count == 1)
        }
    }

    @Test func `a caller that leaves in the middle of a stream frees the exchange`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            var client: RawClient? = try RawClient(port: gateway.port)
            let body = hello.dropLast() + #","stream":true}"#
            try client?.send(
                "\(chat) HTTP/1.1\r\nHost: 127.0.0.1:\(gateway.port)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            )
            _ = try await client?.read(through: "data: ")
            client = nil
            await gateway.server.waitUntilIdle()
            #expect(gateway.server.inFlight == 0)
        }
    }

    @Test func `a program on this machine is shown the way to the admin page`() async throws {
        try await GatewayFixture.with(GatewayFixture.snapshot { $0.proxy.authMode = .strict }) {
            (gateway) async throws in
            let answer = try await gateway.ask("GET /admin")
            #expect(answer.status == 302)
            #expect(answer["location"] == "http://127.0.0.1:8046/admin")
            #expect(try await gateway.ask("POST /admin").status == 404)
        }
    }

    @Test(arguments: ["TRACE /healthz", "TRACE /nothing", "CONNECT 127.0.0.1:80"])
    func `methods for proxies are refused whatever they name`(line: String) async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask(line, host: "127.0.0.1:80")
            #expect(answer.status == 405)
            #expect(answer["allow"] == "GET, HEAD, POST")
        }
    }

    @Test func `an asterisk lists the methods of the whole server`() async throws {
        try await GatewayFixture.with { (gateway) async throws in
            let answer = try await gateway.ask("OPTIONS *")
            #expect(answer.status == 204)
            #expect(answer["allow"] == "GET, HEAD, POST, OPTIONS")
        }
    }
}
