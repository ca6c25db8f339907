/// Why a read or a write on a connection ended without success.
package enum StreamError: Error, Hashable {
    /// The peer is gone, or the connection broke.
    case disconnected
    /// The deadline of the stream passed.
    case timedOut
    /// The task that waited was cancelled.
    case cancelled
    /// The stream was closed on this side.
    case closed
}
