import Glibc
import HTTPCore
import HTTPServing
import OrderedJSON
import Reactor

/// One chat request answered by the demo account, whole or as a stream.
struct DemoExchange {
    private let call: APICall
    private let settings: GatewaySnapshot

    /// Between two words of a stream: quick to read, slow enough to be seen to stream.
    private static let pace = Duration.milliseconds(20)

    init(_ call: APICall, _ settings: GatewaySnapshot) {
        self.call = call
        self.settings = settings
    }

    func run(through writer: consuming ResponseWriter) async {
        let chat: DemoChat
        do throws(APIErrorBody) {
            chat = try await read()
        } catch {
            return await call.refuse(error, through: writer)
        }
        let label = DemoChat.Label(id: "chatcmpl-" + call.id.dropFirst("req_".count), created: time(nil))
        guard chat.isStreaming else { return await call.send(json: chat.whole(label), through: writer) }
        call.request.cancelWhenCallerLeaves()
        // Whoever waited for the rest is gone: there is nobody to tell.
        try? await stream(chat, label, through: writer)
    }

    private func read() async throws(APIErrorBody) -> DemoChat {
        let head = call.request.head
        if let coding = head.fields[.contentEncoding], !ASCII.matches(Array(coding.utf8)[...], "identity") {
            throw call.error(
                .badRequest, "Send the body without Content-Encoding: compressed requests are not read.",
                status: .unsupportedMediaType)
        }
        let bytes: [UInt8]
        do {
            bytes = try await call.request.body.collect(upTo: settings.bodyLimit)
        } catch {
            throw refusal(of: error)
        }
        guard settings.hasDemoAccount else { throw call.error(.noAccounts) }
        let json: JSON
        do {
            json = try JSON(parsing: bytes, limits: JSONLimits(bytes: settings.bodyLimit))
        } catch {
            throw call.error(.badJSON, "The body is not valid JSON: \(error).")
        }
        do {
            return try DemoChat(json)
        } catch {
            throw call.error(.badRequest, error.message)
        }
    }

    private func refusal(of error: RequestBodyError) -> APIErrorBody {
        switch error.status {
        case .contentTooLarge: call.error(.bodyTooLarge)
        case .serviceUnavailable: call.error(.overloaded, error.reason)
        default: call.error(.badRequest, error.reason, status: error.status)
        }
    }

    private func stream(
        _ chat: DemoChat, _ label: DemoChat.Label, through writer: consuming ResponseWriter
    ) async throws {
        var head = call.head(.ok, type: "text/event-stream")
        head.fields.append(.cacheControl, "no-cache")
        let body = writer.start(head)
        try await body.write(event(chat.opening(label)))
        for piece in chat.pieces {
            try await call.request.loop.sleep(until: call.request.loop.now + Self.pace)
            try await body.write(event(chat.chunk(label, saying: piece)))
        }
        try await body.write(event(chat.closing(label)))
        if chat.includesUsage { try await body.write(event(chat.usageChunk(label))) }
        // Not JSON: the dialect's own word for the end.
        var end: [UInt8] = []
        EventStreamWriter.append(data: Array("[DONE]".utf8), to: &end)
        try await body.write(end)
        try await body.finish()
    }

    private func event(_ json: JSON) -> [UInt8] {
        var bytes: [UInt8] = []
        EventStreamWriter.append(data: json.bytes(), to: &bytes)
        return bytes
    }
}
