import HTTPCore
import TestSupport
import Testing

@testable import HTTPCalling

struct DirectBodyTests {
    private static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    private static func body(_ head: String, answering method: Method = .get) throws -> DirectBody {
        var reader = HeadReader()
        for line in head.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .dropLast()
        {
            try reader.read((Array(line) + [ASCII.lineFeed])[...])
        }
        return DirectBody(reader, answering: method)
    }

    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let head: String
        let wire: String
        let body: String
        let surplus: String
    }

    static let examples = [
        Example(
            testDescription: "a length", head: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", wire: "hello",
            body: "hello", surplus: "HTTP/1.1 200 OK\r\n\r\nevil"),
        Example(
            testDescription: "chunks", head: chunkedHead,
            wire: "3;x=y\r\none\r\n003 ; a=\"b\\\"\"\r\ntwo\r\nA\r\n0123456789\r\n0\r\n\r\n",
            body: "onetwo0123456789", surplus: "HTTP/1.1 200 OK\r\n\r\nevil"),
        Example(
            testDescription: "trailers", head: chunkedHead,
            wire: "1\r\na\r\n0;last\r\nX-A: 1\r\nX-B: 2\r\n\r\n", body: "a", surplus: "\r\n"),
    ]

    @Test(arguments: examples, 0..<40 as Range<UInt64>)
    func `the same body comes out however its bytes are cut, and what follows stays`(
        example: Example, seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        var body = try Self.body(example.head)
        var rest = Array((example.wire + example.surplus).utf8)[...]
        var held: [UInt8] = []
        var taken: [UInt8] = []
        while !body.hasEnded {
            try #require(!rest.isEmpty)
            let count = seed == 0 ? 1 : Int.random(in: 1...min(9, rest.count), using: &random)
            held += rest.prefix(count)
            rest = rest.dropFirst(count)
            taken += try body.take(from: &held)
        }
        #expect(String(decoding: taken, as: UTF8.self) == example.body)
        #expect(String(decoding: held + rest, as: UTF8.self) == example.surplus)
        #expect(!body.endsWithConnection)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", Method.head),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .head), ("HTTP/1.1 200 OK\r\n\r\n", .head),
        ("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", .get),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", .get),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", .get),
    ])
    func `an answer that has no body has ended at once, and what follows is not its body`(
        head: String, method: Method
    ) throws {
        var body = try Self.body(head, answering: method)
        #expect(body.hasEnded)
        var bytes = Array("evil".utf8)
        #expect(try body.take(from: &bytes) == [])
        #expect(bytes == Array("evil".utf8))
    }

    @Test
    func `without a length the body lasts as long as the connection`() throws {
        var body = try Self.body("HTTP/1.1 200 OK\r\n\r\n")
        for piece in ["a", "bc"] {
            var bytes = Array(piece.utf8)
            #expect(try body.take(from: &bytes) == Array(piece.utf8))
            #expect(bytes.isEmpty)
        }
        #expect(!body.hasEnded)
        #expect(body.endsWithConnection)
    }

    @Test(arguments: [
        "-1\r\n", "+1\r\n", " 1\r\n", "0x1\r\n", "\r\n", "g\r\n", "1\n", "1\r\nab", "1\r\na\n",
        "FFFFFFFFFFFFFFFF\r\n",
        "0\r\nX\r\n\r\n", "0\r\nX: \u{0}\r\n\r\n",
    ])
    func `chunks that cannot be read are a violation`(wire: String) throws {
        var body = try Self.body(Self.chunkedHead)
        #expect(throws: ClientError.protocolViolation(.framing)) {
            var bytes = Array(wire.utf8)
            _ = try body.take(from: &bytes)
        }
    }

    @Test
    func `an extension on every chunk of a long stream is borne`() throws {
        var body = try Self.body(Self.chunkedHead)
        for _ in 0..<10_000 {
            var bytes = Array("1;signature=0123456789abcdef\r\na\r\n".utf8)
            #expect(try body.take(from: &bytes).count == 1)
        }
    }
}
