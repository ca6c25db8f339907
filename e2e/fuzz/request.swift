// sources: Sources/HTTPCore
// Requests as a socket might give them: the cuts must not change what is read, and nothing may crash.
// seed: \x05GET /v1/models?key=%41 HTTP/1.1\r\nHost: 127.0.0.1:8045\r\nConnection: close\r\n\r\n
// seed: \x25POST http://[::1]:80/x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.0\r\n\r\n
// seed: \x40PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;a="b"\r\nhello\r\n0\r\nT: v\r\n\r\nOPTIONS * HTTP/1.1\r\n

/// All events of some pieces, with the body pieces joined so that only the bytes count.
private struct Transcript: Equatable {
    private var heads: [RequestHead] = []
    private var bodies: [[UInt8]] = []
    private var ends = 0
    private var failure: HTTPParseError?

    init(of pieces: [ArraySlice<UInt8>], limits: HTTPLimits) {
        var parser = RequestParser(limits: limits)
        for piece in pieces {
            parser.append(piece.span)
            do {
                while let event = try parser.next() { note(event) }
            } catch {
                failure = error
            }
        }
    }

    private mutating func note(_ event: RequestEvent) {
        switch event {
        case .head(let head):
            heads.append(head)
            bodies.append([])
        case .body(let bytes): bodies[bodies.count - 1] += bytes
        case .end: ends += 1
        }
    }
}

/// Small limits, so that short inputs reach them.
private let limits: HTTPLimits = {
    var limits = HTTPLimits()
    limits.headBytes = 400
    limits.targetBytes = 60
    limits.fieldBytes = 120
    limits.fieldCount = 12
    limits.methodBytes = 10
    limits.bodyBytes = 100
    limits.chunkLineBytes = 40
    limits.chunkExtensionBytes = 60
    limits.trailerBytes = 60
    limits.trailerCount = 3
    limits.bodyPieceBytes = 16
    return limits
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    // The first byte chooses the cut; the rest is the wire.
    guard let choice = input.first else { return 0 }
    let wire = input.dropFirst()
    let cut = wire.startIndex + Int(choice) % (wire.count + 1)
    for limits in [limits, HTTPLimits()] {
        let whole = Transcript(of: [wire], limits: limits)
        precondition(
            Transcript(of: [wire[..<cut], wire[cut...]], limits: limits) == whole, "one cut matters")
        let singly = wire.indices.map { wire[$0...$0] }
        precondition(Transcript(of: singly, limits: limits) == whole, "single bytes matter")
    }
    return 0
}
