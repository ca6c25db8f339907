/// Writes events and comments so that no text can end a line or an event early.
package enum EventStreamWriter {
    /// Appends one event; data of several lines becomes several `data:` lines.
    package static func append(_ event: ServerSentEvent, to output: inout [UInt8]) {
        append(name: event.name, data: event.data, id: event.id, retry: event.retry, to: &output)
    }

    /// Appends one event from its parts; an empty name and a nil ID are not written.
    package static func append(
        name: String = "", data: some Collection<UInt8>, id: String? = nil, retry: Int? = nil,
        to output: inout [UInt8]
    ) {
        if !name.isEmpty { appendField("event", oneLine(name), to: &output) }
        if let id { appendField("id", oneLine(id).filter { $0 != 0 }, to: &output) }
        if let retry { appendField("retry", String(max(0, retry)).utf8, to: &output) }
        forEachLine(of: data) { appendField("data", $0, to: &output) }
        output.append(ASCII.lineFeed)
    }

    /// Appends a comment line and an empty one, which keeps a quiet stream alive.
    package static func appendComment(_ text: String, to output: inout [UInt8]) {
        appendField("", oneLine(text), to: &output)
        output.append(ASCII.lineFeed)
    }

    private static func appendField(
        _ name: StaticString, _ value: some Collection<UInt8>, to output: inout [UInt8]
    ) {
        name.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(contentsOf: [0x3A, ASCII.space])
        output.append(contentsOf: value)
        output.append(ASCII.lineFeed)
    }

    private static func oneLine(_ text: String) -> [UInt8] {
        text.utf8.map { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn ? ASCII.space : $0 }
    }

    /// Splits at CR, LF and CRLF, which all mean the same to a reader.
    private static func forEachLine<Bytes: Collection<UInt8>>(
        of bytes: Bytes, _ body: (Bytes.SubSequence) -> Void
    ) {
        var rest = bytes[...]
        while let end = rest.firstIndex(where: { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }) {
            body(rest[..<end])
            let isCR = rest[end] == ASCII.carriageReturn
            rest = rest[rest.index(after: end)...]
            if isCR, rest.first == ASCII.lineFeed { rest = rest.dropFirst() }
        }
        body(rest)
    }
}
