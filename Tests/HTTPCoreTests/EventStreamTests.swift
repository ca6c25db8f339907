import HTTPCore
import Testing

struct EventStreamTests {
    /// Bytes of a stream and the events in them, with what the end cut off.
    struct Case: Sendable {
        let stream: [UInt8]
        var events: [ServerSentEvent] = []
        var cut: ServerSentEvent?

        init(_ stream: String, _ events: [ServerSentEvent] = [], cut: ServerSentEvent? = nil) {
            self.stream = Array(stream.utf8)
            self.events = events
            self.cut = cut
        }
    }

    private static func event(
        _ data: String, _ name: String = "", id: String? = nil, retry: Int? = nil
    ) -> ServerSentEvent {
        ServerSentEvent(name: name, data: Array(data.utf8), id: id, retry: retry)
    }

    static let cases: [Case] = [
        Case(""), Case("\n\n\n"), Case(": ping\n\n"), Case("data: a\n\n", [event("a")]),
        Case(
            "data: a\r\rdata: b\r\n\r\ndata: c\n\r\ndata: d\r\n\n",
            [event("a"), event("b"), event("c"), event("d")]),
        Case("\u{FEFF}data: a\n\n", [event("a")]), Case("\u{FEFF}\u{FEFF}data: a\n\n"),
        Case("\n\u{FEFF}data: a\n\n"), Case("data:a\n\ndata:  b\n\n", [event("a"), event(" b")]),
        Case("data: a\ndata\ndata:\ndata: b\n\n", [event("a\n\n\nb")]), Case("data\n\n", [event("")]),
        Case("event: x\n\ndata: a\n\n", [event("a")]), Case("event: x\ndata: a\n\n", [event("a", "x")]),
        Case("event: x\nevent: y\ndata: a\n\ndata: b\n\n", [event("a", "y"), event("b")]),
        Case(
            "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
            [event("a", id: "1"), event("b", id: "1"), event("c", id: "")]),
        Case("id: 1\n\ndata: a\n\n", [event("a", id: "1")]), Case("id: 1\0\ndata: a\n\n", [event("a")]),
        Case(
            "retry: 10\ndata: a\n\nretry: +1\nretry: 1x\nretry:\ndata: b\n\n",
            [event("a", retry: 10), event("b")]),
        Case("retry: 99999999999999999999\ndata: a\n\n", [event("a")]),
        Case("Data: a\n data: b\nunknown: c\n: data: d\n\n"),
        Case("data: é\u{1F600}ü\n\n", [event("é\u{1F600}ü")]),
        Case("data: [DONE]\n\n", [event("[DONE]")]),
        Case("data: a\u{85}b\u{2028}c\n\n", [event("a\u{85}b\u{2028}c")]),
        Case("data: a\n", cut: event("a")), Case("data: a", cut: event("a")),
        Case("data: a\n\nevent: e", [event("a")], cut: event("", "e")),
        Case("data: a\n\n: still a comment", [event("a")]),
        Case("data: a\n\nda", [event("a")], cut: event("")),
        Case("data: 0123456789abcdef: x\r\n\r\n", [event("0123456789abcdef: x")]),
    ]

    private func read(
        _ pieces: [ArraySlice<UInt8>]
    ) throws -> (events: [ServerSentEvent], cut: ServerSentEvent?) {
        var parser = EventStreamParser()
        var events: [ServerSentEvent] = []
        for piece in pieces { events += try parser.feed(piece.span) }
        return (events, try parser.finish())
    }

    @Test(arguments: cases)
    func `a stream gives its events wherever it is cut`(_ given: Case) throws {
        var cuts = (0...given.stream.count).map { given.stream.cut(at: $0) }
        cuts.append(given.stream.singly)
        for pieces in cuts {
            let result = try read(pieces)
            #expect(result.events == given.events)
            #expect(result.cut == given.cut)
        }
    }

    @Test func `bytes that are not UTF-8 stay in the data`() throws {
        let events = try read([Array("data: ".utf8)[...], [0xFF, 0x80], [0x0A, 0x0A]]).events
        #expect(events.map(\.data) == [[0xFF, 0x80]])
    }

    @Test(arguments: ["data: 0123456789\n", "data: 012\ndata: 345\ndata: 678\n", ": 0123456789012"])
    func `too long a line or event ends the stream after the events before it`(rest: String) throws {
        let wire = Array(("data: ok\n\n" + rest).utf8)
        for pieces in [[wire[...]], wire.singly] {
            var parser = EventStreamParser(limit: 10)
            var events: [ServerSentEvent] = []
            #expect(throws: EventStreamError.eventTooLong(limit: 10)) {
                for piece in pieces { events += try parser.feed(piece.span) }
                _ = try parser.finish()
            }
            #expect(events.map(\.data) == [Array("ok".utf8)])
        }
    }

    @Test func `a line at the limit is read`() throws {
        var parser = EventStreamParser(limit: 10)
        #expect(try parser.feed(Array("data: 0123\n\n".utf8).span).count == 1)
    }

    @Test(arguments: [
        event("a"), event(""), event("a\nb\n\nc"), event("a", "name"), event("\n", "n", id: "7", retry: 5),
        event(" leading space"), event("é: x"),
    ])
    func `what is written is read again`(event: ServerSentEvent) throws {
        var wire: [UInt8] = []
        EventStreamWriter.appendComment("hi\nthere", to: &wire)
        EventStreamWriter.append(event, to: &wire)
        #expect(try read([wire[...]]).events == [event])
    }

    @Test(arguments: ["a\nb", "a\r\nb", "a\rb"])
    func `every line end splits data`(text: String) {
        var wire: [UInt8] = []
        EventStreamWriter.append(name: text, data: Array(text.utf8), id: text, to: &wire)
        let oneLine = text == "a\r\nb" ? "a  b" : "a b"
        #expect(
            String(decoding: wire, as: UTF8.self) == "event: \(oneLine)\nid: \(oneLine)\ndata: a\ndata: b\n\n"
        )
    }
}
