import HTTPCore
import Reactor

/// Reading the request's body.
extension ServerConnection {
    /// The next piece of the body, or nil after the last.
    func nextBodyPiece() async throws(RequestBodyError) -> [UInt8]? {
        while exchange?.bodyHasEnded == false {
            if let piece = try bufferedPiece() { return piece }
            guard exchange?.bodyHasEnded == false else { break }
            try await inviteBody()
            try await readMore()
        }
        return nil
    }

    /// What the bytes at hand give.
    private func bufferedPiece() throws(RequestBodyError) -> [UInt8]? {
        do {
            switch try parser.next() {
            case .body(let piece)?:
                exchange?.received += piece.count
                return piece
            case .end?: exchange?.bodyHasEnded = true
            case .head?, nil: break
            }
            return nil
        } catch {
            exchange?.keepsAlive = false
            throw .malformed(error)
        }
    }

    private func readMore() async throws(RequestBodyError) {
        guard let exchange else { return }
        let start = LoopTime.current()
        let patience = server.limits.pace.patience(received: exchange.received, waited: exchange.waited)
        stream.deadline = start + patience
        defer {
            stream.deadline = .distantFuture
            self.exchange?.waited += LoopTime.current() - start
        }
        do {
            guard try await stream.read({ parser.append($0) }) == 0 else { return }
        } catch {
            self.exchange?.keepsAlive = false
            throw error == .timedOut ? .tooSlow : .broken(error)
        }
        self.exchange?.keepsAlive = false
        throw .incomplete
    }

    /// Sends the `100 Continue` that the caller waits for, unless its body is already arriving.
    private func inviteBody() async throws(RequestBodyError) {
        guard exchange?.awaitsContinue == true else { return }
        exchange?.awaitsContinue = false
        guard parser.bufferedBytes == 0 else { return }
        do {
            try await stream.write(
                Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), stall: server.limits.writeStall)
        } catch {
            exchange?.answer = .broken
            throw .broken(error)
        }
    }

    /// Refuses at once what is announced as too large, and later what grows too large.
    func limitBody(to limit: Int) throws(RequestBodyError) {
        if case .length(let length)? = exchange?.framing, length > limit { throw .tooLarge(limit: limit) }
        parser.allowBody(upTo: limit)
    }

    /// Counts the bytes towards what all callers together may hold.
    func reserve(_ count: Int) throws(RequestBodyError) {
        guard server.reserve(count) else { throw .noRoom }
        exchange?.reserved += count
    }

    /// Reads the rest of a body that nobody wanted, so that the next request is found behind it.
    func discardBody() async -> Bool {
        do {
            while try await nextBodyPiece() != nil {}
            return true
        } catch {
            return false
        }
    }

    /// Takes what is already there of the body, before it is decided whether the connection can be kept.
    func drainBufferedBody() {
        var dropped = 0
        while exchange?.bodyHasEnded == false, dropped <= server.limits.discardBytes,
            let piece = try? bufferedPiece()
        {
            dropped += piece.count
        }
    }
}
