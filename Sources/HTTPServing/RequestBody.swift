/// The body of one request, read from the socket only as fast as it is taken.
package struct RequestBody {
    private let connection: ServerConnection

    init(_ connection: ServerConnection) { self.connection = connection }

    /// The next piece, or nil after the last.
    package func next() async throws(RequestBodyError) -> [UInt8]? { try await connection.nextBodyPiece() }

    /// The whole body, which counts towards the server's budget until the exchange ends.
    package func collect(upTo limit: Int) async throws(RequestBodyError) -> [UInt8] {
        try connection.limitBody(to: limit)
        var whole: [UInt8] = []
        while let piece = try await next() {
            try connection.reserve(piece.count)
            if whole.isEmpty { whole = piece } else { whole.append(contentsOf: piece) }
        }
        return whole
    }
}
