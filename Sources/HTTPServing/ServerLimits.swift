package import HTTPCore

/// What one listener grants its callers: times, sizes and numbers, each with its reason.
package struct ServerLimits: Sendable, Hashable {
    package var message = HTTPLimits()
    /// From the connection to its first byte: who connects only to hold a place is let go silently.
    package var firstByte = Duration.seconds(15)
    /// From the first byte of a head to its last, however slowly the others drip in.
    package var head = Duration.seconds(10)
    /// Between two requests; a little above the 60 s that most clients' pools keep a connection.
    package var keepAlive = Duration.seconds(65)
    package var pace = BodyPace()
    /// How long an answer may wait for a caller that takes no byte of it.
    package var writeStall = Duration.seconds(30)
    /// How long, and how much of, an unread body is swallowed so that the answer before it is not reset away.
    package var linger = Duration.seconds(2)
    package var lingerBytes = 4 * 1024 * 1024
    /// An unread body up to this size is read and dropped to keep the connection.
    package var discardBytes = 64 * 1024
    /// Each costs about 6 KiB when idle.
    package var connections = 16_384
    /// For one address that is not this machine.
    package var connectionsPerPeer = 256
    /// Requests that are being answered at the same time.
    package var inFlight = 8_192
    /// The sum of all request bodies that are being held.
    package var bodyBudget = 512 * 1024 * 1024

    package init() {}
}
