import OrderedJSON

/// The demo's answers in the shapes of the chat dialect.
extension DemoChat {
    /// What all parts of one answer share.
    struct Label {
        let id: String
        let created: Int
    }

    func whole(_ label: Label) -> JSON {
        let message: JSON = [
            "role": "assistant", "content": .string(pieces.joined()), "refusal": nil, "annotations": [],
        ]
        return [
            "id": .string(label.id), "object": "chat.completion",
            "created": .number(JSONNumber(label.created)),
            "model": .string(model),
            "choices": [["index": 0, "message": message, "logprobs": nil, "finish_reason": "stop"]],
            "usage": usage,
        ]
    }

    func opening(_ label: Label) -> JSON {
        chunk(label, choices: [choice(["role": "assistant", "content": ""], finish: nil)])
    }

    func chunk(_ label: Label, saying piece: String) -> JSON {
        chunk(label, choices: [choice(["content": .string(piece)], finish: nil)])
    }

    func closing(_ label: Label) -> JSON {
        chunk(label, choices: [choice([:], finish: "stop")])
    }

    /// The extra chunk that a caller asks for with `include_usage`.
    func usageChunk(_ label: Label) -> JSON { chunk(label, choices: [], usage: usage) }

    private func choice(_ delta: JSON, finish: JSON) -> JSON {
        ["index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish]
    }

    private func chunk(_ label: Label, choices: JSON, usage: JSON = nil) -> JSON {
        var object = JSONObject()
        object.append("id", .string(label.id))
        object.append("object", "chat.completion.chunk")
        object.append("created", .number(JSONNumber(label.created)))
        object.append("model", .string(model))
        object.append("choices", choices)
        if includesUsage { object.append("usage", usage) }
        return .object(object)
    }
}
