import HTTPServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ServerCutTests {
    @Test func `an answer that ends with the connection is reset when it is cut`() async throws {
        try await withServer { port, _ in
            let client = try RawClient(port: port)
            try client.send("GET /cut HTTP/1.0\r\nHost: h\r\n\r\n")
            // A plain end would look like the whole answer.
            #expect(try await client.endsInReset())
        }
    }

    @Test func `a whole answer to HTTP 1.0 ends plainly`() async throws {
        try await withServer { port, _ in
            let client = try RawClient(port: port)
            try client.send("GET /stream HTTP/1.0\r\nHost: h\r\n\r\n")
            #expect(try await !client.endsInReset())
        }
    }

    @Test func `a caller that never pauses leaves turns to others`() async throws {
        try await withServer { port, _ in
            let greedy = try RawClient(port: port)
            let many = String(repeating: "GET /a HTTP/1.1\r\nHost: h\r\n\r\n", count: 20_000)
            async let sent: Void = onThread { try greedy.send(many) }
            async let answers = greedy.read(through: "/never")
            for _ in 0..<20 {
                let modest = try RawClient(port: port)
                try modest.send("GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                #expect(try await modest.readToEnd().hasSuffix("/b"))
            }
            try await sent
            greedy.finishSending()
            #expect(try await answers.hasSuffix("/a"))
        }
    }
}
