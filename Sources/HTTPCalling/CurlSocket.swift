internal import Reactor

/// One socket of libcurl: what libcurl wants to hear of it, and what the poller was asked for.
///
/// A class because the watch and the table of sockets share it.
final class CurlSocket {
    let descriptor: Int32
    /// Whether the client opened it; the others are libcurl's own (its resolver's) and closed without notice.
    let isConnection: Bool
    var wanted: Interest = []
    var watched: Interest = []
    var watch: WatchID?
    /// Whether the peer has nothing to say: no request is under way and it does not speak HTTP/2.
    var mustBeQuiet = false

    init(_ descriptor: Int32, isConnection: Bool) {
        self.descriptor = descriptor
        self.isConnection = isConnection
    }
}
