import HTTPCore
import Testing

/// What a head says once it has been parsed.
struct RequestHeadTests {
    private func head(_ text: String) throws -> RequestHead {
        try #require(Transcript(of: text).messages.first?.head)
    }

    @Test func `a request line is taken apart`() throws {
        let head = try head(
            "POST /v1/chat%20x?a=b?c HTTP/1.1\r\nHost: LocalHost:8045\r\nX-Thing:  v \t\r\n\r\n")
        #expect(head.method == .post)
        #expect(head.version == .http11)
        #expect(head.target == RequestTarget(form: .origin, path: "/v1/chat%20x", query: "a=b?c"))
        #expect(head.authority?.host == "localhost")
        #expect(head.authority?.port == 8045)
        #expect(head.fields[FieldName("x-thing")] == "v")
        #expect(head.framing == .none)
    }

    @Test func `the absolute form wins over Host`() throws {
        let head = try head("GET HTTPS://Evil.Example/v1?x HTTP/1.1\r\nHost: 127.0.0.1:8045\r\n\r\n")
        let authority = try #require(Authority(parsing: "evil.example".utf8))
        #expect(head.authority == authority)
        #expect(
            head.target == RequestTarget(form: .absolute(scheme: "https", authority), path: "/v1", query: "x")
        )
    }

    @Test func `an absolute target without a path means the root`() throws {
        let head = try head("GET http://h?x HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(head.target.path == "/")
        #expect(head.target.query == "x")
    }

    @Test func `CONNECT names an authority and never keeps the connection`() throws {
        let head = try head("CONNECT example.com:443 HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(head.target.form == .authority)
        #expect(head.authority?.host == "example.com")
        #expect(!head.keepsAlive)
    }

    @Test func `HTTP 1.0 may come without Host`() throws {
        let head = try head("GET / HTTP/1.0\r\n\r\n")
        #expect(head.authority == nil)
        #expect(head.version == .http10)
    }

    /// C2-51.
    @Test(arguments: [
        ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.0", "", false),
        ("1.0", "Connection: Keep-Alive\r\n", true), ("1.1", "Connection: keep-alive, close\r\n", false),
        ("1.0", "Connection: keep-alive, CLOSE\r\n", false),
        ("1.1", "Connection: x\r\nConnection: close\r\n", false),
        ("1.1", "Connection: ,, x ,upgrade\r\n", true), ("1.1", "Connection: closed\r\n", true),
    ])
    func `the version and Connection decide on reuse`(version: String, lines: String, keepsAlive: Bool) throws
    {
        #expect(try head("GET / HTTP/\(version)\r\nHost: h\r\n\(lines)\r\n").keepsAlive == keepsAlive)
    }

    /// C2-46 and 47.
    @Test(arguments: [
        ("1.1", "Expect: 100-continue\r\nContent-Length: 5\r\n", true),
        ("1.1", "Expect: 100-Continue\r\nTransfer-Encoding: chunked\r\n", true),
        ("1.1", "Expect: 100-continue\r\nContent-Length: 0\r\n", false),
        ("1.1", "Expect: 100-continue\r\n", false), ("1.1", "Content-Length: 5\r\n", false),
        ("1.0", "Expect: 100-continue\r\nContent-Length: 5\r\n", false),
    ])
    func `only HTTP 1.1 with a body waits for a 100`(version: String, lines: String, expects: Bool) throws {
        #expect(try head("POST / HTTP/\(version)\r\nHost: h\r\n\(lines)\r\n").expectsContinue == expects)
    }

    /// C2-22.
    @Test func `underscore names frame nothing`() throws {
        let head = try head(
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer_Encoding: chunked\r\nContent_Length: 9\r\nContent-Length: 5\r\n\r\n"
        )
        #expect(head.framing == .length(5))
        #expect(head.fields.count == 4)
    }

    /// C2-30.
    @Test func `bytes from 0x80 up stay as they are`() throws {
        let value: [UInt8] = [0x61, 0xFF, 0x80, 0x62]
        let wire = Array("GET / HTTP/1.1\r\nHost: h\r\nX: ".utf8) + value + Array(" \r\n\r\n".utf8)
        let head = try #require(Transcript(of: wire).messages.first?.head)
        #expect(head.fields.bytes(of: FieldName("x")).map { Array($0) } == value)
    }

    /// C2-21.
    @Test func `trailers are dropped`() throws {
        let wire = WireCase.chunked("5\r\nhello\r\n0\r\nHost: evil\r\nX-Ok: 1\r\n\r\n")
        let message = try #require(Transcript(of: wire).messages.first)
        #expect(message.body == Array("hello".utf8))
        #expect(message.head.fields[.host] == "h")
        #expect(message.head.fields[FieldName("x-ok")] == nil)
    }
}
