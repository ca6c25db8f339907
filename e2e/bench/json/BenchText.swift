import OrderedJSON

/// A body as it goes through the gateway.
struct BenchText {
    let name: String
    let json: JSON

    static let all = [
        BenchText(name: "chat 1 KB", json: chat(turns: 6, words: 22)),
        BenchText(name: "chat 100 KB", json: chat(turns: 24, words: 700)),
        BenchText(name: "tools 100 KB", json: tools(90)),
        BenchText(name: "stream chunk", json: chunk),
    ]

    private static func prose(_ words: Int, from seed: Int) -> String {
        let list = [
            "the", "gateway", "says", "\"yes\",", "and", "then", "it", "waits.\n", "Zürich", "stream", "of",
            "tokens", "never", "ends", "in", "silence", "—", "like", "a", "swift",
        ]
        return (0..<words).map { list[($0 &* 7 &+ $0 / 9 &+ seed) % list.count] }.joined(separator: " ")
    }

    private static func chat(turns: Int, words: Int) -> JSON {
        let messages = (0..<turns).map { turn -> JSON in
            ["role": turn % 2 == 0 ? "user" : "assistant", "content": .string(prose(words, from: turn))]
        }
        return [
            "model": "gpt-5-mini", "temperature": 0.7, "max_tokens": 4096, "stream": true,
            "stream_options": ["include_usage": true], "messages": .array(messages),
            "user": "user-1234567890",
        ]
    }

    private static func tools(_ count: Int) -> JSON {
        let tools = (0..<count).map { index -> JSON in
            let properties: JSON = [
                "path": ["type": "string", "description": .string(prose(18, from: index))],
                "lines": ["type": "array", "items": ["type": "integer", "minimum": 0, "maximum": 100_000]],
                "mode": ["type": "string", "enum": ["read", "write", "append", "delete"]],
                "options": [
                    "type": "object",
                    "properties": ["deep": ["type": "boolean"], "limit": ["type": "number"]],
                    "additionalProperties": false,
                ],
            ]
            return [
                "type": "function",
                "function": [
                    "name": "tool_\(index)", "description": .string(prose(40, from: index)), "strict": true,
                    "parameters": [
                        "type": "object", "properties": properties, "required": ["path", "mode"],
                    ],
                ],
            ]
        }
        return ["model": "gpt-5-mini", "stream": true, "messages": [], "tools": .array(tools)]
    }

    private static let chunk: JSON = [
        "id": "chatcmpl-9Xk2LwQ7b3", "object": "chat.completion.chunk", "created": 1_763_712_000,
        "model": "gpt-5-mini", "system_fingerprint": "fp_44709d6fcb",
        "choices": [["index": 0, "delta": ["content": " token"], "logprobs": nil, "finish_reason": nil]],
    ]
}
