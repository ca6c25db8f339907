// sources: Sources/HTTPCore
// Chunked bodies and what follows them: the cuts must not change the bytes, and no byte is lost or read twice.
// seed: \x035\r\nhello\r\n0\r\n\r\nGET
// seed: \x095 ;a = "b\\"c";d=e\r\nhello\r\nA\r\n0123456789\r\n000\r\nT: v\r\n\r\n

/// What one chunked POST came to, and how many bytes were left for the next message.
private struct Outcome: Equatable {
    var body: [UInt8] = []
    var hasEnded = false
    var left = 0
    var failure: HTTPParseError?

    init(of pieces: [ArraySlice<UInt8>], limits: HTTPLimits) {
        var parser = RequestParser(limits: limits)
        parser.append(Array("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n".utf8).span)
        read(from: &parser)
        for piece in pieces {
            parser.append(piece.span)
            read(from: &parser)
        }
        left = parser.bufferedBytes
        if failure == nil { precondition(parser.bodyBytesSeen == body.count, "the count is not the body") }
    }

    private mutating func read(from parser: inout RequestParser) {
        do {
            while !hasEnded, failure == nil, let event = try parser.next() {
                switch event {
                case .head: break
                case .body(let bytes):
                    precondition(!bytes.isEmpty, "an empty piece")
                    body += bytes
                case .end: hasEnded = true
                }
            }
        } catch {
            failure = error
        }
    }
}

private let limits: HTTPLimits = {
    var limits = HTTPLimits()
    limits.bodyBytes = 100
    limits.chunkLineBytes = 40
    limits.chunkExtensionBytes = 60
    limits.trailerBytes = 60
    limits.trailerCount = 3
    limits.bodyPieceBytes = 16
    return limits
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzChunked(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = input.first else { return 0 }
    let wire = input.dropFirst()
    let cut = wire.startIndex + Int(choice) % (wire.count + 1)
    for limits in [limits, HTTPLimits()] {
        let whole = Outcome(of: [wire], limits: limits)
        precondition(Outcome(of: [wire[..<cut], wire[cut...]], limits: limits) == whole, "one cut matters")
        let singly = wire.indices.map { wire[$0...$0] }
        precondition(Outcome(of: singly, limits: limits) == whole, "single bytes matter")
    }
    checkRoundTrip(of: wire, pieceLength: Int(choice) + 1)
    return 0
}

/// Whatever the writer frames, the parser unframes.
private func checkRoundTrip(of body: ArraySlice<UInt8>, pieceLength: Int) {
    var wire: [UInt8] = []
    for start in stride(from: body.startIndex, to: body.endIndex, by: pieceLength) {
        ChunkWriter.append(Array(body[start..<min(start + pieceLength, body.endIndex)]), to: &wire)
    }
    ChunkWriter.appendEnd(to: &wire)
    let outcome = Outcome(of: [wire[...]], limits: HTTPLimits())
    precondition(
        outcome.hasEnded && outcome.left == 0 && outcome.body.elementsEqual(body), "not a round trip")
}
