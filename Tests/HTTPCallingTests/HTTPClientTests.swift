import HTTPCore
import Testing

@testable import HTTPCalling

@Suite(.timeLimit(.minutes(1)))
struct HTTPClientTests {
    private static let hello = ScriptedUpstream.Step.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    @Test(arguments: Way.allCases)
    func `an answer comes with its status, its fields and its body`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 201 Made\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhello"),
            .awaitClose,
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way))
            #expect(response.status == 201)
            #expect(response.version == .http11)
            #expect(response.fields[FieldName("x-a")] == "1")
            #expect(response.connectTime != nil)
            #expect(try await response.text() == "hello")
            #expect(try await response.nextChunk() == nil)
        }
        #expect(await upstream.waits(for: .peerClosed))
    }

    @Test(arguments: Way.allCases)
    func `a request carries what was given and nothing of libcurl's own`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello])
        try await Caller.run { caller in
            _ = try await caller.get(upstream.url(by: way) + "a/../b?c=%20") {
                $0.fields.append(FieldName("x-key"), "secret")
                $0.fields.append(FieldName("x-empty"), "")
                $0.fields.append(.connection, "x-key")
                $0.fields.append(.transferEncoding, "chunked")
                $0.fields.append(.host, "elsewhere")
                $0.fields.append(.contentLength, "7")
            }
        }
        #expect(
            await upstream.nextRequest()
                == "GET /a/../b?c=%20 HTTP/1.1\r\nHost: \(way.host):\(upstream.port)\r\n"
                + "x-key: secret\r\nx-empty:\r\nAccept-Encoding: identity\r\n\r\n")
    }

    @Test(arguments: Way.allCases, [Method.post, .put, .patch, .delete])
    func `a body is sent with its length, whatever the method`(way: Way, method: Method) async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way)) {
                $0.method = method
                $0.body = Array("{}".utf8)
            }
            #expect(try await response.text() == "hello")
        }
        let request = await upstream.nextRequest()
        #expect(request.hasPrefix("\(method.rawValue) / HTTP/1.1\r\n"))
        #expect(request.hasSuffix("\r\nContent-Length: 2\r\n\r\n{}"))
        #expect(!request.contains("Content-Type"))
    }

    @Test(arguments: Way.allCases, [0, 1, 65_536, 65_537, 3_000_000])
    func `a body of any size arrives whole and at once`(way: Way, size: Int) async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way)) {
                $0.method = .post
                $0.body = [UInt8](repeating: 0x61, count: size)
            }
            #expect(try await response.text() == "hello")
        }
        let request = await upstream.nextRequest()
        #expect(request.contains("Content-Length: \(size)\r\n"))
        #expect(!request.contains("Expect"))
        #expect(request.hasSuffix("\r\n\r\n" + String(repeating: "a", count: size)))
    }

    @Test(arguments: Way.allCases)
    func `a stream comes in pieces, the head first`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .awaitSignal,
            .send("3\r\none\r\n"), .awaitSignal, .send("3;x=y\r\ntwo\r\n"), .awaitSignal,
            .send("0\r\nX-Trailer: 1\r\n\r\n"),
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way))
            for piece in ["one", "two"] {
                upstream.signal()
                #expect(try await response.nextChunk() == Array(piece.utf8))
            }
            upstream.signal()
            #expect(try await response.nextChunk() == nil)
            #expect(response.fields.count == 1)
        }
    }

    @Test(arguments: Way.allCases)
    func `requests one after another share a connection, and a handle is clean for the next`(
        way: Way
    ) async throws {
        let script = [ScriptedUpstream.Step](repeating: .expectRequest, count: 4).flatMap {
            [$0, Self.hello]
        }
        let upstream = ScriptedUpstream(script)
        try await Caller.run { caller in
            for method in [Method.post, .get, .put, .get] {
                let response = try await caller.get(upstream.url(by: way)) {
                    $0.method = method
                    if method != .get { $0.body = [0x21] }
                }
                #expect(try await response.text() == "hello")
            }
        }
        #expect(upstream.connectionCount == 1)
        for method in ["POST", "GET", "PUT", "GET"] {
            #expect(await upstream.nextRequest().hasPrefix(method + " "))
        }
    }

    @Test(arguments: Way.allCases)
    func `HEAD, 204 and 304 end without a body`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
            .expectRequest, .send("HTTP/1.1 204 No Content\r\n\r\n"),
            .expectRequest, .send("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
        ])
        try await Caller.run { caller in
            for method in [Method.head, .get, .get] {
                let response = try await caller.get(upstream.url(by: way)) { $0.method = method }
                #expect(try await response.nextChunk() == nil)
            }
        }
        #expect(upstream.connectionCount == 1)
    }

    @Test(arguments: Way.allCases)
    func `an answer without a length ends with the connection`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, .send("HTTP/1.0 200 OK\r\n\r\nhello")])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way))
            #expect(response.version == .http10)
            #expect(try await response.text() == "hello")
        }
    }

    @Test(arguments: Way.allCases)
    func `interim heads are skipped`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .expectRequest,
            .send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), Self.hello,
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way))
            #expect(response.status == 200)
            #expect(try await response.text() == "hello")
        }
    }

    @Test(arguments: Way.allCases)
    func `a redirect is an answer like any other`(way: Way) async throws {
        let upstream = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"),
            .awaitClose,
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way))
            #expect(response.status == 302)
            #expect(try await response.nextChunk() == nil)
        }
        #expect(await upstream.waits(for: .peerClosed))
        #expect(upstream.connectionCount == 1)
    }

    @Test(arguments: [
        "", "127.0.0.1/", "ftp://h/", "file:///etc/passwd", "http:/h/", "http:///h", "http://", "http://u@h/",
        "https://u:p@h/", "http://h/#f", "http://h/a b", "http://h\\@e/", "http://h/é", "http://h/\r\nX: y",
        "http://h:99999/", "http://h:x/", "http://[::1/",
    ])
    func `a URL that cannot be called is refused`(url: String) async throws {
        try await Caller.run { caller in
            await #expect(throws: ClientError.invalidURL) { _ = try await caller.get(url) }
        }
    }

    @Test
    func `an address that the rule forbids is not connected to`() async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello])
        try await Caller.run { caller in
            for url in Way.allCases.map(upstream.url(by:)) + ["http://localhost:\(upstream.port)/"] {
                await #expect(throws: ClientError.refusedAddress) {
                    _ = try await caller.get(url) { $0.addressRule = AddressRule(allowsPrivate: true) }
                }
            }
        }
        #expect(upstream.connectionCount == 0)
    }

    @Test(arguments: Way.allCases)
    func `a kept connection is no way round a stricter rule`(way: Way) async throws {
        let upstream = ScriptedUpstream([.expectRequest, Self.hello, .expectRequest, Self.hello])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url(by: way))
            #expect(try await response.text() == "hello")
            await #expect(throws: ClientError.refusedAddress) {
                _ = try await caller.get(upstream.url(by: way)) { $0.addressRule = AddressRule() }
            }
        }
        _ = await upstream.nextRequest()
        #expect(await upstream.waits(for: .finished))
    }
}
