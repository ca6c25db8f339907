// sources: Sources/HTTPCore
// Event streams: the cuts must not change the events, and what the writer writes is read again.
// seed: \x07event: a\r\ndata: b\rdata:c\nid: 1\nretry: 5\n\n: ping\n\ndata
// seed: \x02\xef\xbb\xbfdata\n\ndata: \xc3\xa9\r\n\r\n

/// The events of some pieces, what the end cut off and the error, if any.
private struct Outcome: Equatable {
    var events: [ServerSentEvent] = []
    var cut: ServerSentEvent?
    var failure: EventStreamError?

    init(of pieces: [ArraySlice<UInt8>], limit: Int) {
        var parser = EventStreamParser(limit: limit)
        do {
            for piece in pieces { events += try parser.feed(piece.span) }
            cut = try parser.finish()
        } catch {
            failure = error
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEventStream(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = input.first else { return 0 }
    let wire = input.dropFirst()
    let cut = wire.startIndex + Int(choice) % (wire.count + 1)
    for limit in [32, EventStreamParser.defaultLimit] {
        let whole = Outcome(of: [wire], limit: limit)
        precondition(Outcome(of: [wire[..<cut], wire[cut...]], limit: limit) == whole, "one cut matters")
        let singly = wire.indices.map { wire[$0...$0] }
        precondition(Outcome(of: singly, limit: limit) == whole, "single bytes matter")
    }
    checkRoundTrip(of: Outcome(of: [wire], limit: EventStreamParser.defaultLimit).events)
    return 0
}

/// Events that were read are written and read again unchanged, but for the line ends inside data.
private func checkRoundTrip(of events: [ServerSentEvent]) {
    var wire: [UInt8] = []
    for event in events { EventStreamWriter.append(event, to: &wire) }
    let again = Outcome(of: [wire[...]], limit: EventStreamParser.defaultLimit)
    precondition(again.events == events && again.cut == nil && again.failure == nil, "not a round trip")
}
