/// One answer as it came over the wire, taken apart as far as tests need it.
package struct WireAnswer: Sendable {
    /// The three digits, 0 when there was no answer.
    package let status: Int
    /// The lines of the head behind the first.
    package let fields: [Substring]
    /// Everything behind the head, framing included.
    package let body: String

    package init(_ text: String) {
        let end = text.firstRange(of: "\r\n\r\n")
        let head = text[..<(end?.lowerBound ?? text.endIndex)].split(separator: "\r\n")
        status = Int(head.first?.dropFirst("HTTP/1.1 ".count).prefix(3) ?? "") ?? 0
        fields = Array(head.dropFirst())
        body = end.map { String(text[$0.upperBound...]) } ?? ""
    }

    /// The value of the first field with that name, written in small letters as the server does.
    package subscript(field: String) -> String? {
        fields.first { $0.hasPrefix(field + ": ") }.map { String($0.dropFirst(field.count + 2)) }
    }

    /// The payloads of an event stream.
    package var events: [String] {
        body.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
    }
}

extension RawClient {
    /// Sends one request on a connection of its own and reads the whole answer; `lines` come after `Host`.
    ///
    /// The request speaks HTTP/1.0, so that a streamed body comes without chunks and the server closes.
    package static func ask(
        _ line: String, _ lines: [String] = [], body: String = "", on port: UInt16, host: String? = nil
    ) async throws -> WireAnswer {
        let client = try RawClient(port: port)
        var head = ["\(line) HTTP/1.0", "Host: \(host ?? "127.0.0.1:\(port)")"] + lines
        if !body.isEmpty { head.append("Content-Length: \(body.utf8.count)") }
        try client.send(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
        return WireAnswer(try await client.readToEnd())
    }
}
