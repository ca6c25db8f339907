import HTTPCore
import Reactor

/// Writing the answer.
extension ServerConnection {
    func sendWhole(_ head: ResponseHead, _ body: [UInt8]) async throws(StreamError) {
        let framing: ResponseFraming = head.status.forbidsBody ? .none : .length(body.count)
        writeHead(head, framing)
        if exchange?.isHead == false, !head.status.forbidsBody { output += body }
        exchange?.answer = .complete
        try await flush()
    }

    func startBody(_ head: ResponseHead, length: Int?) {
        let framing = length.map(ResponseFraming.length) ?? .stream(for: exchange?.version ?? .http11)
        if framing == .untilClose { exchange?.keepsAlive = false }
        writeHead(head, framing)
        exchange?.answer = .streaming(framing)
    }

    func sendPiece(_ piece: [UInt8]) async throws(StreamError) {
        guard case .streaming(let framing)? = exchange?.answer else { throw .closed }
        if exchange?.isHead == false, !piece.isEmpty {
            switch framing {
            case .chunked: ChunkWriter.append(piece, to: &output)
            case .length(let left):
                // A body longer than its announced length would be read as the next answer.
                guard piece.count <= left else { throw .closed }
                exchange?.answer = .streaming(.length(left - piece.count))
                output += piece
            case .untilClose, .none: output += piece
            }
        }
        try await flush()
    }

    func endBody() async throws(StreamError) {
        guard case .streaming(let framing)? = exchange?.answer else { throw .closed }
        switch framing {
        case .chunked where exchange?.isHead == false: ChunkWriter.appendEnd(to: &output)
        case .length(let left) where left > 0 && exchange?.isHead == false: throw .closed
        default: break
        }
        exchange?.answer = .complete
        try await flush()
    }

    private func writeHead(_ head: ResponseHead, _ framing: ResponseFraming) {
        drainBufferedBody()
        if exchange?.canDiscardBody(upTo: server.limits.discardBytes) == false || server.isDraining {
            exchange?.keepsAlive = false
        }
        head.write(
            into: &output, framing: framing, keepsAlive: exchange?.keepsAlive ?? false,
            version: exchange?.version ?? .http11, date: server.date())
    }

    private func flush() async throws(StreamError) {
        let bytes = output
        output.removeAll(keepingCapacity: bytes.count <= 16 * 1024)
        do {
            try await stream.write(bytes, stall: server.limits.writeStall)
        } catch {
            if case .streaming(.untilClose)? = exchange?.answer { stream.resetOnClose() }
            exchange?.answer = .broken
            throw error
        }
    }
}
