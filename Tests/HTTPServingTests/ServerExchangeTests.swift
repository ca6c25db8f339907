import HTTPServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ServerExchangeTests {
    private let close = "Connection: close\r\n\r\n"

    private func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: h\r\n" }

    @Test func `a hundred pipelined requests are answered in order`() async throws {
        let requests = (0..<100).map { get("/\($0)") + ($0 == 99 ? close : "\r\n") }.joined()
        let answer = try await exchange(requests)
        let bodies = answer.components(after: "\r\n\r\n")
        #expect(bodies == (0..<100).map { "/\($0)" })
    }

    @Test func `a body with a length comes back`() async throws {
        let answer = try await exchange(
            "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nhello"))
    }

    @Test func `a chunked body comes back without its chunks`() async throws {
        let answer = try await exchange(
            "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")
        #expect(answer.hasSuffix("\r\n\r\nhello"))
    }

    @Test func `a stream is chunked for HTTP/1.1 and ended by the close for HTTP/1.0`() async throws {
        let new = try await exchange(get("/stream") + close)
        #expect(new.contains("transfer-encoding: chunked\r\n"))
        #expect(new.hasSuffix("\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"))
        let old = try await exchange("GET /stream HTTP/1.0\r\nHost: h\r\n\r\n")
        #expect(!old.contains("transfer-encoding"))
        #expect(old.hasSuffix("\r\n\r\nonetwo"))
    }

    @Test func `HEAD is told the length and gets no body`() async throws {
        let answer = try await exchange("HEAD /abc HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(answer.contains("content-length: 4\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func `a small body that nobody read is skipped and the connection kept`() async throws {
        let answer = try await exchange(
            "POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" + get("/next") + close)
        #expect(answer.components(after: "\r\n\r\n") == ["ignored", "/next"])
    }

    @Test func `a large body that nobody read closes the connection after the answer`() async throws {
        let answer = try await exchange("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 9999999\r\n\r\n")
        #expect(answer.contains("connection: close\r\n"))
        #expect(answer.hasSuffix("ignored"))
    }

    @Test func `a request left without an answer gets 500 and the connection closes`() async throws {
        let answer = try await exchange(get("/forget") + "\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 500 "))
        #expect(answer.contains("connection: close\r\n"))
    }

    @Test func `a body left unfinished ends without its last chunk`() async throws {
        let answer = try await exchange(get("/cut") + "\r\n")
        #expect(answer.hasSuffix("4\r\nhalf\r\n"))
    }

    @Test func `a body announced as too large is refused before it is read`() async throws {
        let responder = PathResponder()
        try await withServer(responder: responder) { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n")
            #expect(try await client.readToEnd().hasPrefix("HTTP/1.1 500 "))
        }
        #expect(responder.events.all == ["tooLarge(limit: 1000)"])
    }

    @Test func `100 Continue is sent when the body is wanted, and not when it is not`() async throws {
        try await withServer { port, _ in
            let client = try RawClient(port: port)
            let head = "HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
            try client.send("POST /echo \(head)")
            #expect(try await client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            try client.send("ok")
            #expect(try await client.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK"))
            #expect(try await client.read(through: "ok") == "ok")
            try client.send("POST /ignore \(head)")
            let answer = try await client.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
            #expect(answer.contains("connection: close\r\n"))
        }
    }

    @Test func `bytes that are no request get one 400 and the close`() async throws {
        let answer = try await exchange("nonsense\r\n\r\n" + get("/next") + "\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.components(after: "\r\n\r\n").count == 1)
    }

    @Test func `one byte at a time gives the same answer`() async throws {
        let request = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
        let answer = try await withServer { port, _ in
            let client = try RawClient(port: port)
            for character in request.unicodeScalars { try client.send(String(character)) }
            return try await client.readToEnd()
        }
        #expect(answer.hasSuffix("\r\n\r\nhello"))
    }
}

extension String {
    /// The bodies of answers that carry a length, in order.
    fileprivate func components(after end: String) -> [String] {
        var rest = self[...]
        var bodies: [String] = []
        while let head = rest.firstRange(of: end) {
            let fields = rest[..<head.lowerBound].split(separator: "\r\n")
            let length =
                fields.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
            rest = rest[head.upperBound...]
            bodies.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return bodies
    }
}
