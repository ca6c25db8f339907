import HTTPCore
import TestSupport
import Testing

/// The parser as the server uses it: pieces, limits, several messages on one connection.
struct RequestParserTests {
    private func pipeline() -> [UInt8] {
        let body = String(repeating: "0123456789", count: 20)
        let messages = [
            WireCase.get("X: 1"), WireCase.post("Content-Length: 200", body: body),
            WireCase.chunked("64\r\n\(body.prefix(100))\r\n5;a=b\r\nhello\r\n0\r\nT: v\r\n\r\n"),
            "\r\n" + WireCase.get(), WireCase.post("Content-Length: 0"), "HEAD /x?y HTTP/1.0\r\n\r\n",
        ]
        return Array(messages.joined().utf8)
    }

    @Test(arguments: 1...64)
    func `pipelined messages come out the same however the bytes are cut`(seed: UInt64) {
        let wire = pipeline()
        let whole = Transcript(of: wire)
        #expect(whole.completeCount == 6)
        var generator = SeededGenerator(seed: seed)
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        while start < wire.count {
            let end = min(wire.count, start + Int.random(in: 1...40, using: &generator))
            pieces.append(wire[start..<end])
            start = end
        }
        #expect(Transcript(of: pieces) == whole)
    }

    @Test(arguments: 1...200)
    func `spoiled bytes are judged the same whole and cut`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var wire = pipeline()
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            wire[Int.random(in: wire.indices, using: &generator)] = UInt8.random(
                in: 0...255, using: &generator)
        }
        #expect(Transcript(of: wire.singly) == Transcript(of: wire))
    }

    @Test func `an error stays`() {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array("GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n".utf8).span)
        #expect(throws: HTTPParseError.malformedTarget) { try parser.next() }
        parser.append(Array(WireCase.get().utf8).span)
        #expect(throws: HTTPParseError.malformedTarget) { try parser.next() }
        #expect(parser.bufferedBytes == 0)
    }

    /// C2-42.
    @Test func `a target without end is refused at the limit`() throws {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array("GET /".utf8).span)
        let piece = [UInt8](repeating: 0x61, count: 1024)
        var fed = 0
        #expect(throws: HTTPParseError.targetTooLong) {
            while fed < 1024 * 1024 {
                parser.append(piece.span)
                fed += piece.count
                _ = try parser.next()
            }
        }
        #expect(fed == 16 * 1024)
    }

    @Test func `only a byte of a message starts it`() throws {
        var parser = RequestParser(limits: HTTPLimits())
        #expect(!parser.hasStarted)
        parser.append(Array("\r\n".utf8).span)
        #expect(try parser.next() == nil)
        #expect(!parser.hasStarted)
        parser.append(Array("G".utf8).span)
        #expect(parser.hasStarted)
        #expect(try parser.next() == nil)
        #expect(parser.hasStarted)
        parser.append(Array("ET / HTTP/1.0\r\n\r\n".utf8).span)
        _ = try parser.next()
        #expect(parser.hasStarted)
        #expect(try parser.next() == .end)
        #expect(!parser.hasStarted)
    }

    @Test func `bytes of the next message wait in the buffer`() throws {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array((WireCase.get() + "GET /next").utf8).span)
        _ = try parser.next()
        #expect(try parser.next() == .end)
        #expect(parser.bufferedBytes == 9)
        #expect(parser.hasStarted)
    }

    /// C2-45.
    @Test func `a length beyond the limit of the route is refused before any body`() throws {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array(WireCase.post("Content-Length: 5", body: "hello").utf8).span)
        _ = try parser.next()
        parser.allowBody(upTo: 4)
        #expect(throws: HTTPParseError.bodyTooLarge) { try parser.next() }
    }

    /// C2-45.
    @Test func `a chunked body is refused by the chunk that passes the limit`() throws {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array(WireCase.chunked("5\r\nhello\r\n6\r\n").utf8).span)
        _ = try parser.next()
        parser.allowBody(upTo: 10)
        #expect(try parser.next() == .body(Array("hello".utf8)))
        #expect(parser.bodyBytesSeen == 5)
        #expect(throws: HTTPParseError.bodyTooLarge) { try parser.next() }
    }

    @Test func `a raised limit lets a longer body in and ends with its message`() throws {
        var limits = HTTPLimits()
        limits.bodyBytes = 4
        var parser = RequestParser(limits: limits)
        let wire = Array(WireCase.post("Content-Length: 5", body: "hello").utf8)
        parser.append((wire + wire).span)
        _ = try parser.next()
        parser.allowBody(upTo: 5)
        #expect(try parser.next() == .body(Array("hello".utf8)))
        #expect(try parser.next() == .end)
        _ = try parser.next()
        #expect(throws: HTTPParseError.bodyTooLarge) { try parser.next() }
    }

    @Test func `a large body comes in pieces of bounded size`() throws {
        let wire =
            Array(WireCase.post("Content-Length: 200000").utf8) + [UInt8](repeating: 0x62, count: 200_000)
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(wire.span)
        var total = 0
        while let event = try parser.next(), event != .end {
            guard case .body(let piece) = event else { continue }
            #expect(piece.count <= HTTPLimits().bodyPieceBytes)
            total += piece.count
        }
        #expect(total == 200_000)
        #expect(parser.bodyBytesSeen == total)
    }

    @Test func `many small chunks make few pieces`() throws {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array(WireCase.chunked(String(repeating: "1\r\nx\r\n", count: 1000)).utf8).span)
        _ = try parser.next()
        #expect(try parser.next() == .body([UInt8](repeating: 0x78, count: 1000)))
    }
}
