package import HTTPCore
package import Reactor

/// The right to answer one request, once.
package struct ResponseWriter: ~Copyable {
    private let connection: ServerConnection

    init(_ connection: ServerConnection) { self.connection = connection }

    /// Sends a whole answer.
    package consuming func send(_ head: ResponseHead, body: [UInt8] = []) async throws(StreamError) {
        try await connection.sendWhole(head, body)
    }

    /// Begins an answer whose body follows piece by piece; the head leaves with the first of them.
    package consuming func start(_ head: ResponseHead, length: Int? = nil) -> BodyWriter {
        connection.startBody(head, length: length)
        return BodyWriter(connection)
    }
}

/// The right to send the body of one answer, and to end it once.
///
/// Letting go of it before `finish` cuts the connection, so that the caller learns that something is missing.
package struct BodyWriter: ~Copyable {
    private let connection: ServerConnection

    init(_ connection: ServerConnection) { self.connection = connection }

    /// Sends a piece and waits while the caller is slow.
    package func write(_ piece: [UInt8]) async throws(StreamError) { try await connection.sendPiece(piece) }

    package consuming func finish() async throws(StreamError) { try await connection.endBody() }
}
