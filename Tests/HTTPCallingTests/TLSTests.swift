import Testing

@testable import HTTPCalling

@Suite(.timeLimit(.minutes(1)), .enabled(if: TLSServer.isAvailable))
struct TLSTests {
    @Test
    func `a certificate that no authority vouches for is refused`() async throws {
        let server = TLSServer()
        let url = "https://localhost:\(server.port)/"
        try await Caller.run { caller in
            await #expect(throws: ClientError.tls(.untrusted)) { _ = try await caller.get(url) }
        }
    }

    @Test
    func `a certificate for another name is refused`() async throws {
        let server = TLSServer()
        let url = "https://127.0.0.1:\(server.port)/"
        try await Caller.run(trusting: server.certificateFile) { caller in
            await #expect(throws: ClientError.tls(.wrongName)) { _ = try await caller.get(url) }
        }
    }

    @Test
    func `a trusted certificate opens the way`() async throws {
        let server = TLSServer()
        let url = "https://localhost:\(server.port)/"
        try await Caller.run(trusting: server.certificateFile) { caller in
            let response = try await caller.get(url)
            #expect(response.status == 200)
            #expect(try await response.text().isEmpty == false)
        }
    }

    @Test
    func `an upstream that does not speak TLS fails the handshake`() async throws {
        let upstream = ScriptedUpstream([.expectBytes, .send("HTTP/1.1 400 Bad Request\r\n\r\n")])
        try await Caller.run { caller in
            await #expect(throws: ClientError.tls(.handshake)) {
                _ = try await caller.get("https://127.0.0.1:\(upstream.port)/")
            }
        }
    }
}
