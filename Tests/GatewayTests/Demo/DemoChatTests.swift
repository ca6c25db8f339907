import OrderedJSON
import Testing

@testable import Gateway

struct DemoChatTests {
    private let label = DemoChat.Label(id: "chatcmpl-1", created: 1_795_000_000)

    private func request(_ content: JSON = "Hello", _ more: JSON = [:]) -> JSON {
        let messages: JSON = [
            ["role": "system", "content": "Be kind."], ["role": "user", "content": content],
        ]
        var members = JSONObject([
            .init(key: "model", value: "demo"), .init(key: "messages", value: messages),
        ])
        for member in more.object?.members ?? [] { members.append(member.key, member.value) }
        return .object(members)
    }

    private func text(_ chat: DemoChat) -> String {
        chat.whole(label)["choices"]?[0]?["message"]?["content"]?.string ?? ""
    }

    /// All chunks of a stream in their order.
    private func chunks(_ chat: DemoChat) -> [JSON] {
        let said = chat.pieces.map { chat.chunk(label, saying: $0) }
        return [chat.opening(label)] + said + [chat.closing(label)]
    }

    @Test(arguments: [
        ("[]", ""), ("\"text\"", ""), ("null", ""),
        (#"{"messages":[{"role":"user"}]}"#, "model"),
        (#"{"model":"","messages":[{"role":"user"}]}"#, "model"),
        (#"{"model":7,"messages":[{"role":"user"}]}"#, "model"),
        (#"{"model":"demo"}"#, "messages"),
        (#"{"model":"demo","messages":[]}"#, "messages"),
        (#"{"model":"demo","messages":{}}"#, "messages"),
        (#"{"model":"demo","messages":["hi"]}"#, "messages[0].role"),
        (#"{"model":"demo","messages":[{"role":"user"},{"content":"hi"}]}"#, "messages[1].role"),
        (#"{"model":"demo","messages":[{"role":1}]}"#, "messages[0].role"),
        (#"{"model":"demo","messages":[{"role":"user"}],"stream":"yes"}"#, "stream"),
        (#"{"model":"demo","messages":[{"role":"user"}],"stream":1}"#, "stream"),
        (
            #"{"model":"demo","messages":[{"role":"user"}],"stream_options":{"include_usage":1}}"#,
            "stream_options.include_usage"
        ),
    ])
    func `a request that cannot be read is refused by the path of what is wrong`(
        text: String, path: String
    ) throws {
        let json = try JSON(parsing: Array(text.utf8))
        let refusal = #expect(throws: DemoChat.Refusal.self) { try DemoChat(json) }
        #expect(refusal?.path == path)
        #expect(refusal?.message.hasSuffix(".") == true)
    }

    @Test func `null for a flag is no`() throws {
        let chat = try DemoChat(request("Hello", ["stream": nil, "stream_options": nil]))
        #expect(!chat.isStreaming)
        #expect(!chat.includesUsage)
    }

    @Test func `the answer quotes the last thing that the user said`() throws {
        var members = try #require(request("First").object)
        members["messages"] = [
            ["role": "user", "content": "First"], ["role": "assistant", "content": "Yes?"],
            ["role": "user", "content": "Second"], ["role": "system", "content": "Third"],
        ]
        #expect(text(try DemoChat(.object(members))).contains("“Second”"))
    }

    @Test func `text parts are read and others are passed over`() throws {
        let parts: JSON = [
            ["type": "text", "text": "What is"], ["type": "image_url", "image_url": ["url": "data:,"]],
            ["type": "text", "text": "this?"],
        ]
        #expect(text(try DemoChat(request(parts))).contains("“What is this?”"))
    }

    @Test(arguments: [nil, [], 7, [["type": "image_url"]]] as [JSON])
    func `without any text nothing is quoted`(content: JSON) throws {
        #expect(!text(try DemoChat(request(content))).contains("You said"))
    }

    @Test func `a long prompt is quoted by its beginning`() throws {
        let answer = text(try DemoChat(request(.string(String(repeating: "é", count: 81)))))
        #expect(answer.contains("“\(String(repeating: "é", count: 80))…”"))
    }

    @Test func `the whole answer has every member that the SDKs read`() throws {
        let whole = try DemoChat(request()).whole(label)
        #expect(
            whole.object?.keys == ["id", "object", "created", "model", "choices", "usage"])
        #expect(whole["id"] == "chatcmpl-1")
        #expect(whole["object"] == "chat.completion")
        #expect(whole["created"] == 1_795_000_000)
        #expect(whole["model"] == "demo")
        #expect(whole["choices"]?[0]?["finish_reason"] == "stop")
        #expect(whole["choices"]?[0]?["message"]?["role"] == "assistant")
    }

    @Test func `usage adds up and counts every message`() throws {
        let usage = try DemoChat(request(.string(String(repeating: "x", count: 392)))).usage
        // 392 bytes and the 8 of the system message.
        #expect(usage["prompt_tokens"] == 100)
        let answered = try #require(usage["completion_tokens"]?.int)
        #expect(answered > 0)
        #expect(usage["total_tokens"]?.int == 100 + answered)
    }

    @Test func `an empty prompt still counts as one token`() throws {
        var members = try #require(request().object)
        members["messages"] = [["role": "user"]]
        #expect(try DemoChat(.object(members)).usage["prompt_tokens"] == 1)
    }

    @Test func `the same request gets the same answer`() throws {
        let (first, second) = (try DemoChat(request("Again")), try DemoChat(request("Again")))
        #expect(first.whole(label).bytes() == second.whole(label).bytes())
        #expect(first.pieces == second.pieces)
    }

    @Test(arguments: ["Hello", "", "two  blanks", " at both ends ", "line\nbreak", "🇨🇭 👩‍👩‍👧"])
    func `the pieces of a stream are the whole answer`(prompt: String) throws {
        let chat = try DemoChat(request(.string(prompt)))
        let said = chunks(chat).compactMap { $0["choices"]?[0]?["delta"]?["content"]?.string }
        #expect(said.joined() == text(chat))
        #expect(said.count > 5)
    }

    @Test func `only the first chunk has the role and only the last has the reason of the end`() throws {
        let all = chunks(try DemoChat(request()))
        #expect(all.map { $0["choices"]?[0]?["delta"]?["role"] != nil } == all.indices.map { $0 == 0 })
        let ends = all.map { $0["choices"]?[0]?["finish_reason"] }
        #expect(ends.dropLast().allSatisfy { $0 == .some(.null) })
        #expect(ends.last == "stop")
        #expect(all.allSatisfy { $0["id"] == "chatcmpl-1" && $0["object"] == "chat.completion.chunk" })
        #expect(all.allSatisfy { $0["created"] == 1_795_000_000 && $0["model"] == "demo" })
    }

    @Test func `usage that was asked for is null until a chunk without choices has it`() throws {
        let chat = try DemoChat(
            request("Hello", ["stream": true, "stream_options": ["include_usage": true]]))
        #expect(chunks(chat).allSatisfy { $0["usage"] == .some(.null) })
        #expect(chat.usageChunk(label)["choices"] == [])
        #expect(chat.usageChunk(label)["usage"] == chat.usage)
    }

    @Test func `usage that was not asked for is in no chunk`() throws {
        let chat = try DemoChat(request("Hello", ["stream": true]))
        #expect(chunks(chat).allSatisfy { $0["usage"] == nil })
    }
}
