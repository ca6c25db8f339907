internal import HTTPCore

/// The body of an answer, taken out of the bytes that a connection gives.
struct DirectBody {
    private enum Framing {
        case length(Int)
        case chunked(ChunkedDecoder)
        case untilClose
    }

    private var framing: Framing

    /// What one call gives at the most.
    private static let pieceLimit = 256 * 1024

    /// Reads off the head how the body ends, as RFC 9112 §6.3 has it.
    init(_ head: HeadReader, answering method: Method) {
        if method == .head || head.status == 204 || head.status == 304 {
            framing = .length(0)
        } else if head.fields.bytes(of: .transferEncoding) != nil {
            // The limits are meant for callers, and do for upstreams too, but one: an extension on every chunk
            // of a long stream adds up.
            var limits = HTTPLimits()
            limits.chunkExtensionBytes = .max
            framing = .chunked(ChunkedDecoder(limits: limits))
        } else if let length = head.fields.bytes(of: .contentLength) {
            // The head reader lets no other text pass.
            framing = .length(length.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        } else {
            framing = .untilClose
        }
    }

    /// Whether all of it has been taken.
    var hasEnded: Bool {
        switch framing {
        case .length(let left): left == 0
        case .chunked(let decoder): decoder.isDone
        case .untilClose: false
        }
    }

    /// Whether the connection's end is the body's proper end.
    var endsWithConnection: Bool { if case .untilClose = framing { true } else { false } }

    /// Takes what the bytes have of the body; the rest of them stays.
    mutating func take(from bytes: inout [UInt8]) throws(ClientError) -> [UInt8] {
        switch framing {
        case .untilClose:
            defer { bytes = [] }
            return bytes
        case .length(let left) where bytes.count <= left:
            framing = .length(left - bytes.count)
            defer { bytes = [] }
            return bytes
        case .length(let left):
            framing = .length(0)
            defer { bytes.removeFirst(left) }
            return Array(bytes[..<left])
        case .chunked(var decoder):
            var piece: [UInt8] = []
            let used: Int
            do {
                used = try decoder.decode(bytes.span, into: &piece, room: Self.pieceLimit, allowance: .max)
            } catch {
                throw .protocolViolation(.framing)
            }
            framing = .chunked(decoder)
            bytes.removeFirst(used)
            return piece
        }
    }
}
