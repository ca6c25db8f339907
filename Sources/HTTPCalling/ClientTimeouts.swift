/// How long each phase of a request may take; there is no bound on the whole, as streams are long.
package struct ClientTimeouts: Sendable, Hashable {
    /// From the start to a usable connection: name, TCP, TLS, proxy.
    package var connect: Duration
    /// From the start to the end of the answer's head: models think for minutes.
    package var firstByte: Duration
    /// Between two arrivals of bytes; does not run while the reader of the answer is the slow one.
    package var idle: Duration

    package init(
        connect: Duration = .seconds(10), firstByte: Duration = .seconds(300), idle: Duration = .seconds(120)
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
    }
}
