internal import HTTPCore
internal import Reactor

/// One request and its answer on one connection.
///
/// A class because the reader of the answer and the connection's keeper share it. Lives on the client's loop.
final class DirectTransfer {
    private(set) var head = HeadReader()
    let connectTime: Duration?
    private let client: DirectClient
    private let stream: ByteStream
    private let address: SocketAddress
    private let method: Method
    private let timeouts: ClientTimeouts
    /// What has been read and belongs to nothing yet.
    private(set) var bytes: [UInt8] = []
    private var body: DirectBody?
    private var ending: Ending?

    private enum Ending {
        case complete
        case failed(ClientError)
    }

    init(
        _ request: ClientRequest, on stream: ByteStream, to address: SocketAddress, of client: DirectClient,
        connectTime: Duration? = nil
    ) {
        self.client = client
        self.stream = stream
        self.address = address
        self.connectTime = connectTime
        method = request.method
        timeouts = request.timeouts
    }

    /// Sends the request and reads the head of the answer.
    ///
    /// - Returns: false if the connection ended before a byte of an answer and the caller may start over.
    func exchange(
        _ request: [UInt8], before deadline: LoopTime, mayStartOver: Bool
    ) async throws(ClientError) -> Bool {
        do throws(ClientError) {
            try await send(request, before: deadline)
            try await readHead(before: deadline)
            return true
        } catch {
            stream.close()
            if mayStartOver, error == .cut(.beforeHead), hasHeardNothing { return false }
            throw error
        }
    }

    private var hasHeardNothing: Bool { bytes.isEmpty && head.status == 0 }

    private func send(_ request: [UInt8], before deadline: LoopTime) async throws(ClientError) {
        do throws(StreamError) {
            try await stream.write(request, stall: deadline - .current())
        } catch {
            // An upstream that has heard enough may have answered before it closed.
            guard error == .disconnected else { throw ClientError(error, in: .firstByte, .beforeHead) }
        }
    }

    private func readHead(before deadline: LoopTime) async throws(ClientError) {
        var lineStart = 0
        var searched = 0
        while !head.isComplete {
            guard let lineFeed = bytes[searched...].firstIndex(of: ASCII.lineFeed) else {
                searched = bytes.count
                guard bytes.count <= HeadReader.byteLimit else { throw .tooLarge }
                // What is no HTTP may never send the end of a line.
                guard head.status != 0 || "HTTP/".utf8.starts(with: bytes.prefix(5)) else {
                    throw .protocolViolation(.statusLine)
                }
                guard try await readMore(before: deadline, .firstByte, .beforeHead) else {
                    throw .cut(.beforeHead)
                }
                continue
            }
            try head.read(bytes[lineStart...lineFeed])
            lineStart = lineFeed + 1
            searched = lineStart
        }
        bytes.removeFirst(lineStart)
        let body = DirectBody(head, answering: method)
        self.body = body
        // Nobody has to ask for a body that is empty.
        if body.hasEnded { end(.complete) }
    }

    /// Reads what is there; false at the end of the connection.
    ///
    /// The deadline holds for this wait only: a reader that takes its time is not the upstream's silence.
    private func readMore(
        before deadline: LoopTime, _ phase: TimedPhase, _ point: CutPoint
    ) async throws(ClientError) -> Bool {
        stream.deadline = deadline
        defer { stream.deadline = .distantFuture }
        do throws(StreamError) {
            return try await stream.read { span in
                unsafe span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
            } > 0
        } catch {
            throw ClientError(error, in: phase, point)
        }
    }

    func nextChunk() async throws(ClientError) -> [UInt8]? {
        while true {
            switch ending {
            case .complete: return nil
            case .failed(let error): throw error
            case nil: break
            }
            do throws(ClientError) {
                if let piece = try takePiece() { return piece }
                if ending == nil { try await waitForMore() }
            } catch {
                end(.failed(error))
            }
        }
    }

    /// What is at hand of the body; ends the transfer with its last byte.
    private func takePiece() throws(ClientError) -> [UInt8]? {
        guard var body else { return nil }
        let piece = bytes.isEmpty ? [] : try body.take(from: &bytes)
        self.body = body
        if body.hasEnded { end(.complete) }
        return piece.isEmpty ? nil : piece
    }

    private func waitForMore() async throws(ClientError) {
        if try await readMore(before: .current() + timeouts.idle, .idle, .afterHead) { return }
        guard body?.endsWithConnection == true else { throw .cut(.afterHead) }
        end(.complete)
    }

    func cancel() { if ending == nil { end(.failed(.cancelled)) } }

    private func end(_ ending: Ending) {
        guard self.ending == nil else { return }
        self.ending = ending
        if case .complete = ending, canBeKept { client.keep(stream, to: address) } else { stream.close() }
    }

    /// Whether the upstream keeps the connection and has said nothing that nobody asked for.
    private var canBeKept: Bool {
        guard head.version == .http11, bytes.isEmpty, stream.isQuiet, body?.endsWithConnection == false else {
            return false
        }
        return !head.fields.allBytes(of: .connection).contains { value in
            value.split(separator: UInt8(ascii: ",")).contains { ASCII.matches(ASCII.trimmed($0), "close") }
        }
    }
}

extension ClientError {
    fileprivate init(_ error: StreamError, in phase: TimedPhase, _ point: CutPoint) {
        switch error {
        case .timedOut: self = .timedOut(phase)
        case .disconnected: self = .cut(point)
        case .cancelled, .closed: self = .cancelled
        }
    }
}
