package import HTTPCore

/// The answer of an upstream: its head, and its body as it arrives.
///
/// A class so that an answer dropped before its end closes its transfer. Lives on the client's loop.
package final class ClientResponse {
    package let status: Int
    package let version: ResponseVersion
    package let fields: Fields
    /// How long name, connection and TLS took; nil when a kept connection was used.
    package let connectTime: Duration?
    let source: Source

    /// Where the bytes come from.
    enum Source {
        case curl(Transfer)
        case direct(DirectTransfer)
    }

    init(_ source: Source) {
        self.source = source
        let head: HeadReader
        switch source {
        case .curl(let transfer): (head, connectTime) = (transfer.head, transfer.connectTime)
        case .direct(let transfer): (head, connectTime) = (transfer.head, transfer.connectTime)
        }
        status = head.status
        version = head.version
        fields = head.fields
    }

    deinit { cancel() }

    /// Waits for the next bytes of the body; nil once the body has come to its proper end.
    ///
    /// Not asking holds the upstream back.
    package func nextChunk() async throws(ClientError) -> [UInt8]? {
        switch source {
        case .curl(let transfer): try await transfer.nextChunk()
        case .direct(let transfer): try await transfer.nextChunk()
        }
    }

    /// Ends the transfer now; what is asked for later fails as cancelled.
    package func cancel() {
        switch source {
        case .curl(let transfer): transfer.cancel()
        case .direct(let transfer): transfer.cancel()
        }
    }
}
