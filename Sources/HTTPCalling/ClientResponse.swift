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
    let transfer: Transfer

    init(_ transfer: Transfer) {
        self.transfer = transfer
        status = transfer.head.status
        version = transfer.head.version
        fields = transfer.head.fields
        connectTime = transfer.connectTime
    }

    deinit { transfer.cancel() }

    /// Waits for the next bytes of the body; nil once the body has come to its proper end.
    ///
    /// Not asking holds the upstream back.
    package func nextChunk() async throws(ClientError) -> [UInt8]? {
        try await transfer.nextChunk()
    }

    /// Ends the transfer now; what is asked for later fails as cancelled.
    package func cancel() { transfer.cancel() }
}
