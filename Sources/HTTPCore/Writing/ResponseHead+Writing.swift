extension ResponseHead {
    /// Fields that state how the message is framed; the writer alone decides them.
    private static let owned: [FieldName] = [
        .connection, .contentLength, .date, .keepAlive, .trailer, .transferEncoding,
    ]

    /// Appends the status line and the header section with its empty line.
    ///
    /// An answer that must not have a body gets no framing field whatever `framing` says, a final one gets the
    /// date, and `.untilClose` always announces the end of the connection. HTTP/1.0 knows no chunks: ask
    /// `ResponseFraming.stream(for:)`.
    package func write(
        into output: inout [UInt8], framing: ResponseFraming, keepsAlive: Bool, version: HTTPVersion,
        date: String
    ) {
        output.append(contentsOf: "HTTP/1.1 ".utf8)
        output.append(contentsOf: String(status.code).utf8)
        output.append(ASCII.space)
        output.append(contentsOf: status.reason.utf8)
        output.append(contentsOf: "\r\n".utf8)
        fields.forEach { name, value in
            guard !Self.owned.contains(where: { $0.matches(name) }) else { return }
            Self.appendLine(name, value, to: &output)
        }
        if status.code >= 200 {
            output.append(contentsOf: "date: ".utf8)
            for byte in date.utf8 { output.append(ASCII.isFieldValue(byte) ? byte : ASCII.space) }
            output.append(contentsOf: "\r\n".utf8)
            writeConnection(into: &output, keepsAlive: keepsAlive && framing != .untilClose, version: version)
        }
        if !status.forbidsBody { Self.write(framing, into: &output) }
        output.append(contentsOf: "\r\n".utf8)
    }

    /// Says only what is not the version's own rule.
    private func writeConnection(into output: inout [UInt8], keepsAlive: Bool, version: HTTPVersion) {
        switch (keepsAlive, version) {
        case (true, .http11): break
        case (true, .http10): output.append(contentsOf: "connection: keep-alive\r\n".utf8)
        case (false, _): output.append(contentsOf: "connection: close\r\n".utf8)
        }
    }

    private static func write(_ framing: ResponseFraming, into output: inout [UInt8]) {
        switch framing {
        case .none, .untilClose: break
        case .length(let length):
            output.append(contentsOf: "content-length: ".utf8)
            output.append(contentsOf: String(max(0, length)).utf8)
            output.append(contentsOf: "\r\n".utf8)
        case .chunked: output.append(contentsOf: "transfer-encoding: chunked\r\n".utf8)
        }
    }

    private static func appendLine(
        _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, to output: inout [UInt8]
    ) {
        output.append(contentsOf: name)
        output.append(contentsOf: ": ".utf8)
        output.append(contentsOf: value)
        output.append(contentsOf: "\r\n".utf8)
    }
}
