/// Takes the framing off a chunked body; whatever the pieces, the same bytes come out.
package struct ChunkedDecoder: Sendable {
    private enum Step {
        case sizeLine, data, dataCR, dataLF, trailers, done
    }

    private let limits: HTTPLimits
    private var step = Step.sizeLine
    private var line = ChunkLineScanner()
    private var lineBytes = 0
    private var extensionBytes = 0
    private var owed = 0
    private var trailers: FieldSectionScanner

    package init(limits: HTTPLimits) {
        self.limits = limits
        trailers = FieldSectionScanner(
            from: 0, before: limits.trailerBytes, lineLimit: limits.trailerBytes,
            countLimit: limits.trailerCount)
    }

    package var isDone: Bool { step == .done }

    /// Moves body bytes into `output`, at most `room` of them, and returns how many wire bytes that used up.
    ///
    /// Throws as soon as a chunk announces more than `allowance` body bytes, counted with those already in `output`.
    package mutating func decode(
        _ bytes: Span<UInt8>, into output: inout [UInt8], room: Int, allowance: Int
    ) throws(HTTPParseError) -> Int {
        var position = 0
        while position < bytes.count, step != .done {
            let byte = bytes[position]
            switch step {
            case .sizeLine:
                try readSizeLine(byte, allowance: allowance - output.count)
                position += 1
            case .data:
                let count = min(owed, bytes.count - position, room - output.count)
                guard count > 0 else { return position }
                output.append(copying: bytes.extracting(position..<(position + count)))
                position += count
                owed -= count
                if owed == 0 { step = .dataCR }
            case .dataCR:
                guard byte == ASCII.carriageReturn else { throw .malformedChunk }
                position += 1
                step = .dataLF
            case .dataLF:
                guard byte == ASCII.lineFeed else { throw .malformedChunk }
                position += 1
                step = .sizeLine
            case .trailers:
                // The scanner counts from the first trailer byte, so none is used up before all of them are here.
                guard try trailers.advance(over: bytes.extracting(position...)) else { return position }
                position += trailers.position
                step = .done
            case .done: break
            }
        }
        return position
    }

    private mutating func readSizeLine(_ byte: UInt8, allowance: Int) throws(HTTPParseError) {
        lineBytes += 1
        guard lineBytes <= limits.chunkLineBytes else { throw .chunkExtensionsTooLarge }
        try line.read(byte)
        guard extensionBytes + line.extensionBytes <= limits.chunkExtensionBytes else {
            throw .chunkExtensionsTooLarge
        }
        guard line.isDone else { return }
        guard line.size <= allowance else { throw .bodyTooLarge }
        extensionBytes += line.extensionBytes
        owed = line.size
        step = owed == 0 ? .trailers : .data
        line = ChunkLineScanner()
        lineBytes = 0
    }
}
