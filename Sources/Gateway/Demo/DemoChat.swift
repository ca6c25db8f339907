import OrderedJSON

/// What the demo account says to a chat request: made up here, the same for the same request.
struct DemoChat {
    let model: String
    let isStreaming: Bool
    let includesUsage: Bool
    private let prompt: String
    private let promptSize: Int

    /// Why a chat request cannot be read.
    struct Refusal: Error, Hashable {
        /// The member at fault, as the dialect names it.
        let path: String
        let message: String
    }

    /// Reads as much of a chat request as the demo needs.
    init(_ request: JSON) throws(Refusal) {
        guard request.object != nil else {
            throw Refusal(path: "", message: "The body must be a JSON object.")
        }
        guard let model = request["model"]?.string, !model.isEmpty else {
            throw Refusal(path: "model", message: "Name a model, for example \"model\": \"demo\".")
        }
        guard let messages = request["messages"]?.array, !messages.isEmpty else {
            throw Refusal(path: "messages", message: "Send at least one message in \"messages\".")
        }
        for (index, message) in messages.enumerated() where message["role"]?.string == nil {
            throw Refusal(path: "messages[\(index)].role", message: "Every message needs a \"role\".")
        }
        self.model = model
        isStreaming = try Self.flag(request["stream"], at: "stream")
        includesUsage = try Self.flag(
            request["stream_options"]?["include_usage"], at: "stream_options.include_usage")
        prompt = messages.last { $0["role"]?.string == "user" }.map { Self.text(of: $0) } ?? ""
        promptSize = messages.reduce(0) { $0 + Self.text(of: $1).utf8.count }
    }

    private static func flag(_ value: JSON?, at path: String) throws(Refusal) -> Bool {
        guard let value, !value.isNull else { return false }
        guard let flag = value.bool else {
            throw Refusal(path: path, message: "\"\(path)\" must be true or false.")
        }
        return flag
    }

    private static func text(of message: JSON) -> String {
        if let text = message["content"]?.string { return text }
        return (message["content"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: " ")
    }

    /// How much of the prompt is quoted back; enough to recognise it.
    private static let quotedScalars = 80

    /// The answer, word by word with the blanks in front of the words, as it is streamed.
    var pieces: [String] {
        // By scalars: one character can be as long as the whole prompt.
        let scalars = prompt.unicodeScalars.prefix(Self.quotedScalars)
        let quoted = String(scalars)
        let isWhole = scalars.endIndex == prompt.unicodeScalars.endIndex
        let echo = quoted.isEmpty ? "" : " You said: “\(quoted)\(isWhole ? "" : "…")”."
        let text =
            "Hello from the demo account of Apus.\(echo) This answer was made up on this machine; no key was used."
        var pieces: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            pieces.append(pieces.isEmpty ? String(word) : " \(word)")
        }
        return pieces
    }

    /// About four bytes to a token, which is what real tokenizers come to for English.
    var usage: JSON {
        let input = max(1, promptSize / 4)
        let output = pieces.count
        return [
            "prompt_tokens": .number(JSONNumber(input)), "completion_tokens": .number(JSONNumber(output)),
            "total_tokens": .number(JSONNumber(input + output)),
        ]
    }
}
