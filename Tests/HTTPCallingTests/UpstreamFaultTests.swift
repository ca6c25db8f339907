import HTTPCore
import Testing

@testable import HTTPCalling

/// What an upstream can do wrong, and the error that it becomes.
@Suite(.timeLimit(.minutes(1)))
struct UpstreamFaultTests {
    typealias Step = ScriptedUpstream.Step

    private static let hello = Step.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    /// Plays the answer to one request and returns what the request ends with: its body, or the error.
    private func outcome(of script: [Step], by way: Way) async throws -> Result<String, ClientError> {
        let upstream = ScriptedUpstream([.expectRequest] + script)
        return try await Caller.run { caller in
            do {
                return .success(try await caller.get(upstream.url(by: way)).text())
            } catch let error as ClientError {
                return .failure(error)
            }
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let script: [Step]
        let error: ClientError
        var testDescription: String { name }

        init(_ name: String, _ error: ClientError, _ script: Step...) {
            self.name = name
            self.script = script
            self.error = error
        }
    }

    private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    static let faults = [
        Fault("closes without an answer", .cut(.beforeHead)),
        Fault("resets without an answer", .cut(.beforeHead), .reset),
        Fault("closes inside the head", .cut(.beforeHead), .send("HTTP/1.1 200 OK\r\nContent-Le")),
        Fault("resets after the head", .cut(.afterHead), .send(chunked), .reset),
        Fault("closes after the head", .cut(.afterHead), .send(chunked)),
        Fault("closes inside a chunk", .cut(.afterHead), .send(chunked + "5\r\nhe")),
        Fault("closes between two chunks", .cut(.afterHead), .send(chunked + "5\r\nhello\r\n")),
        Fault(
            "closes before the length", .cut(.afterHead),
            .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")),
        Fault("answers garbage", .protocolViolation(.statusLine), .send("garbage\r\n\r\n"), .awaitClose),
        Fault("answers in HTTP/0.9", .protocolViolation(.statusLine), .send("<html>hello</html>")),
        Fault(
            "answers in TLS", .protocolViolation(.statusLine), .send([0x15, 3, 1, 0, 2, 2, 70]), .awaitClose),
        Fault(
            "gives a length and chunks", .protocolViolation(.contentLength),
            .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            .awaitClose),
        Fault(
            "gives two lengths", .protocolViolation(.contentLength),
            .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"), .awaitClose),
        Fault(
            "gives one length twice", .protocolViolation(.contentLength),
            .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"), .awaitClose),
        Fault(
            "folds a line", .protocolViolation(.fieldLine),
            .send("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n"), .awaitClose),
        Fault(
            "puts NUL into a field", .protocolViolation(.fieldLine),
            .send("HTTP/1.1 200 OK\r\nX: a\u{0}b\r\nContent-Length: 0\r\n\r\n"), .awaitClose),
        Fault(
            "sends a chunk of negative size", .protocolViolation(.framing),
            .send(chunked + "-1\r\nhello\r\n"),
            .awaitClose),
        Fault(
            "sends 1,000 interim heads", .protocolViolation(.tooManyInterimHeads),
            .send(String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 1000)), .awaitClose),
        Fault(
            "sends a head of 1 MiB in lines", .tooLarge,
            .send(
                "HTTP/1.1 200 OK\r\n"
                    + String(repeating: "X: \(String(repeating: "y", count: 1020))\r\n", count: 1024)),
            .awaitClose),
        Fault(
            "sends a field of 1 MiB", .tooLarge,
            .send("HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 1 << 20)), .awaitClose),
    ]

    @Test(arguments: Way.allCases, faults)
    func `a fault of an upstream becomes a typed error`(way: Way, fault: Fault) async throws {
        let outcome = try await outcome(of: fault.script, by: way)
        #expect(outcome == .failure(fault.error))
    }

    @Test(arguments: Way.allCases)
    func `an error says nothing of the request`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest])
        try await Caller.run { caller in
            let error = await #expect(throws: ClientError.self) {
                _ = try await caller.get(upstream.url(by: way) + "?key=secret") {
                    $0.fields.append(.authorization, "secret")
                }
            }
            #expect(error.map { "\($0)".contains("secret") } == false)
        }
    }

    @Test(arguments: Way.allCases)
    func `nobody listening is a refused connection`(way: Way) async throws {
        let port = ScriptedUpstream.unusedPort()
        try await Caller.run { caller in
            await #expect(throws: ClientError.connect(.refused)) {
                _ = try await caller.get(way.url(port))
            }
        }
    }

    @Test
    func `a name that does not exist is not resolved`() async throws {
        try await Caller.run { caller in
            await #expect(throws: ClientError.resolve) { _ = try await caller.get("http://name.invalid/") }
        }
    }

    @Test(arguments: Way.allCases)
    func `an upstream that never answers is given up`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .awaitClose])
        try await Caller.run { caller in
            await #expect(throws: ClientError.timedOut(.firstByte)) {
                _ = try await caller.get(upstream.url(by: way)) { $0.timeouts.firstByte = .milliseconds(50) }
            }
        }
        #expect(await upstream.waits(for: .peerClosed))
    }

    @Test(arguments: Way.allCases)
    func `an interim head does not count as an answer`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .send("HTTP/1.1 100 Continue\r\n\r\n"), .awaitClose])
        try await Caller.run { caller in
            await #expect(throws: ClientError.timedOut(.firstByte)) {
                _ = try await caller.get(upstream.url(by: way)) { $0.timeouts.firstByte = .milliseconds(50) }
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `an answer that falls silent is given up`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .expectRequest, .send(Self.chunked + "5\r\nhello\r\n"), .awaitClose,
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way)) {
                $0.timeouts.idle = .milliseconds(50)
            }
            #expect(try await response.nextChunk() == Array("hello".utf8))
            await #expect(throws: ClientError.timedOut(.idle)) { _ = try await response.nextChunk() }
            await #expect(throws: ClientError.timedOut(.idle)) { _ = try await response.nextChunk() }
        }
        #expect(await upstream.waits(for: .peerClosed))
    }

    @Test(
        arguments: Way.allCases,
        [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\nevil",
        ])
    func `what comes after an answer is never the next one`(way: Way, answer: String) async throws {
        let upstream = ScriptedUpstream(
            [.expectRequest, .send(answer), .expectRequest, Self.hello], [.expectRequest, Self.hello])
        try await Caller.run { caller in
            for _ in 0..<2 {
                let response = try await caller.get(upstream.url(by: way))
                #expect(try await response.text() == "hello")
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `a kept connection that speaks unasked is dropped`(way: Way) async throws {
        let upstream = ScriptedUpstream(
            [
                .expectRequest, Self.hello, .awaitSignal,
                .send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"), .awaitClose,
            ], [.expectRequest, Self.hello])
        try await Caller.run { caller in
            let first = try await caller.get(upstream.url(by: way))
            #expect(try await first.text() == "hello")
            upstream.signal()
            #expect(await upstream.waits(for: .peerClosed))
            let second = try await caller.get(upstream.url(by: way))
            #expect(try await second.text() == "hello")
        }
        #expect(upstream.connectionCount == 2)
    }

    @Test(arguments: Way.allCases)
    func `a kept connection that the upstream closed is replaced`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello], [.expectRequest, Self.hello])
        try await Caller.run { caller in
            for _ in 0..<2 {
                let response = try await caller.get(upstream.url(by: way))
                #expect(try await response.text() == "hello")
                #expect(await upstream.waits(for: .finished))
            }
        }
        #expect(upstream.connectionCount == 2)
    }

    @Test(arguments: Way.allCases)
    func `an answer before the body was sent is an answer`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"), .awaitClose,
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way)) {
                $0.method = .post
                $0.body = [UInt8](repeating: 0x61, count: 20_000_000)
            }
            #expect(response.status == 413)
            #expect(try await response.text() == "no")
        }
    }
}
