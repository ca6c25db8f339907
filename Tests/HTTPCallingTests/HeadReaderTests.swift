import HTTPCore
import Testing

@testable import HTTPCalling

struct HeadReaderTests {
    /// Reads the text line by line, each line with its line feed.
    private func read(_ text: String) throws(ClientError) -> HeadReader {
        var reader = HeadReader()
        for line in Array(text.utf8).split(separator: 0x0A).map({ Array($0) + [0x0A] }) {
            try reader.read(line[...])
        }
        return reader
    }

    @Test
    func `a head is read in order and in the case of the wire`() throws {
        let reader = try read("HTTP/1.1 200 OK\r\nX-A:  one \r\nx-a:\r\nContent-Length: 5\r\n\r\n")
        #expect(reader.isComplete)
        #expect(reader.status == 200)
        #expect(reader.fields.values(of: FieldName("x-a")) == ["one", ""])
    }

    @Test(arguments: [
        ("HTTP/1.1 204 \r\n", ResponseVersion.http11), ("HTTP/1.1 204\r\n", .http11),
        ("HTTP/1.0 204 No Content\r\n", .http10), ("HTTP/2 204 \r\n", .http2),
    ])
    func `the status line names one of three versions`(line: String, version: ResponseVersion) throws {
        let reader = try read(line + "\r\n")
        #expect(reader.status == 204)
        #expect(reader.version == version)
    }

    @Test(arguments: [
        "HTTP/1.1 20 OK\r\n", "HTTP/1.1 2000 OK\r\n", "HTTP/1.1 +20 OK\r\n", "HTTP/1.1 099 OK\r\n",
        "HTTP/1.1  200 OK\r\n", "http/1.1 200 OK\r\n", "HTTP/1.2 200 OK\r\n", "HTTP/3 200\r\n",
        "HTTP/1.1\r\n",
        "HTTP/1.1 200 OK\n", "HTTP/1.1 200 O\u{0}K\r\n", "ICY 200 OK\r\n", "\r\n",
    ])
    func `a malformed status line is refused`(line: String) {
        #expect(throws: ClientError.protocolViolation(.statusLine)) { try read(line) }
    }

    @Test(arguments: [
        "NoColon\r\n", ": v\r\n", "A B: v\r\n", "A : v\r\n", " folded\r\n", "\tfolded\r\n", "A: b\u{0}c\r\n",
        "A: b\u{1}\r\n", "A: b\rc\r\n", "A: b\n", "Näme: v\r\n",
    ])
    func `a malformed field line is refused`(line: String) {
        #expect(throws: ClientError.protocolViolation(.fieldLine)) {
            try read("HTTP/1.1 200 OK\r\nX: y\r\n" + line + "\r\n")
        }
    }

    @Test(arguments: [
        "Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5, 5\r\n", "Content-Length: +5\r\n", "Content-Length: -1\r\n", "Content-Length:\r\n",
        "Content-Length: 0x5\r\n", "Content-Length: 9999999999999999\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    ])
    func `an answer without one clear length is refused`(fields: String) {
        #expect(throws: ClientError.protocolViolation(.contentLength)) {
            try read("HTTP/1.1 200 OK\r\n" + fields + "\r\n")
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n", "HTTP/2 200 \r\nTransfer-Encoding: chunked\r\n",
    ])
    func `a transfer coding other than chunked is refused`(head: String) {
        #expect(throws: ClientError.protocolViolation(.transferEncoding)) { try read(head + "\r\n") }
    }

    @Test
    func `interim heads are passed over up to a bound`() throws {
        let interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        let reader = try read(String(repeating: interim, count: 16) + "HTTP/1.1 200 OK\r\n\r\n")
        #expect(reader.status == 200)
        #expect(reader.fields.count == 0)
        #expect(throws: ClientError.protocolViolation(.tooManyInterimHeads)) {
            try read(String(repeating: interim, count: 17))
        }
    }

    @Test
    func `a switch of protocols is refused`() {
        #expect(throws: ClientError.protocolViolation(.unrequestedUpgrade)) {
            try read("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")
        }
    }

    @Test(arguments: [
        String(repeating: "A: b\r\n", count: 257), "A: " + String(repeating: "x", count: 64 * 1024) + "\r\n",
    ])
    func `a head beyond the bound is refused`(fields: String) {
        #expect(throws: ClientError.tooLarge) { try read("HTTP/1.1 200 OK\r\n" + fields + "\r\n") }
    }

    @Test
    func `trailers are passed over`() throws {
        let reader = try read("HTTP/1.1 200 OK\r\nA: b\r\n\r\nContent-Length: 5\r\nbad trailer\r\n")
        #expect(reader.fields.count == 1)
    }
}
