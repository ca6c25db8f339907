import HTTPCore
import TestSupport
import Testing

struct ResponseHeadTests {
    private func wire(
        _ status: Status, _ lines: [(FieldName, String)] = [], framing: ResponseFraming = .length(2),
        keepsAlive: Bool = true, version: HTTPVersion = .http11
    ) -> String {
        var fields = Fields()
        for (name, value) in lines { fields.append(name, value) }
        var output: [UInt8] = []
        ResponseHead(status: status, fields: fields)
            .write(into: &output, framing: framing, keepsAlive: keepsAlive, version: version, date: "D")
        return String(decoding: output, as: UTF8.self)
    }

    @Test func `a plain answer has its lines in order`() {
        #expect(
            wire(.ok, [(.contentType, "application/json")])
                == "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ndate: D\r\ncontent-length: 2\r\n\r\n"
        )
    }

    /// C2-54.
    @Test(arguments: [Status.noContent, .notModified, .continue])
    func `an answer without a body has no framing`(status: Status) {
        let text = wire(status)
        #expect(!text.contains("content-length"))
        #expect(!text.contains("transfer-encoding"))
        #expect(text.contains("date") == (status != .continue))
    }

    @Test(arguments: [
        (true, HTTPVersion.http11, ""), (false, .http11, "connection: close\r\n"),
        (true, .http10, "connection: keep-alive\r\n"), (false, .http10, "connection: close\r\n"),
    ])
    func `the connection line says what the version does not`(
        keepsAlive: Bool, version: HTTPVersion, line: String
    ) {
        #expect(
            wire(.ok, keepsAlive: keepsAlive, version: version)
                == "HTTP/1.1 200 OK\r\ndate: D\r\n\(line)content-length: 2\r\n\r\n")
    }

    /// C2-55.
    @Test func `a stream to HTTP 1.0 ends with the connection`() {
        #expect(
            wire(.ok, framing: .stream(for: .http10), version: .http10)
                == "HTTP/1.1 200 OK\r\ndate: D\r\nconnection: close\r\n\r\n")
        #expect(wire(.ok, framing: .stream(for: .http11)).contains("transfer-encoding: chunked\r\n"))
    }

    @Test(arguments: ["connection", "content-length", "transfer-encoding", "date", "keep-alive"])
    func `fields that frame a message are the writer's own`(name: String) throws {
        let field = try #require(FieldName(parsing: name.utf8))
        #expect(!wire(.ok, [(field, "evil")]).contains("evil"))
    }

    @Test(arguments: 1...300)
    func `no value can add a line`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scalars: [Unicode.Scalar] = [
            "\r", "\n", "\0", ":", " ", "a", "\u{85}", "\u{2028}", "\t", "\u{B}",
        ]
        var value = ""
        for _ in 0..<20 { value.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "\n") }
        var output: [UInt8] = []
        var fields = Fields()
        fields.append(.location, value)
        ResponseHead(status: .ok, fields: fields)
            .write(into: &output, framing: .length(0), keepsAlive: true, version: .http11, date: value)
        #expect(output.count { $0 == 0x0D } == 5)
        #expect(output.count { $0 == 0x0A } == 5)
        #expect(!output.contains(0))
    }

    @Test func `chunks are framed and an empty one is left out`() {
        var output: [UInt8] = []
        ChunkWriter.append(Array("hello world 12345".utf8), to: &output)
        ChunkWriter.append([], to: &output)
        ChunkWriter.appendEnd(to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "11\r\nhello world 12345\r\n0\r\n\r\n")
    }

    @Test(arguments: [(200, "OK"), (421, "Misdirected Request"), (299, "Success"), (599, "Server Error")])
    func `every status has a phrase`(code: Int, reason: String) {
        #expect(Status(code: code).reason == reason)
    }

    @Test(arguments: [-1, 0, 99, 1000])
    func `a code without three digits is an error of ours`(code: Int) {
        #expect(Status(code: code).code == 500)
    }
}
