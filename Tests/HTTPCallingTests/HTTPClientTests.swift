import HTTPCore
import Testing

@testable import HTTPCalling

@Suite(.timeLimit(.minutes(1)))
struct HTTPClientTests {
    @Test
    func `an answer comes with its status, its fields and its body`() async throws {
        let upstream = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 201 Made\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhello"),
            .awaitClose,
        ])
        try await Caller.run { caller in
            let response = try await caller.get(upstream.url)
            #expect(response.status == 201)
            #expect(response.version == .http11)
            #expect(response.fields[FieldName("x-a")] == "1")
            #expect(response.connectTime != nil)
            #expect(try await response.text() == "hello")
            #expect(try await response.nextChunk() == nil)
        }
        #expect(await upstream.waits(for: .peerClosed))
    }
}
