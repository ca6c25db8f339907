package import HTTPCore
package import Reactor

/// One request as a responder sees it; it lives on the connection's loop.
package struct ServerRequest {
    package let head: RequestHead
    package let body: RequestBody
    /// The socket's other end, whatever a header claims.
    package let peer: SocketAddress
    /// The listener's own address.
    package let local: SocketAddress
    package let loop: EventLoop
    private let connection: ServerConnection

    init(head: RequestHead, connection: ServerConnection) {
        self.head = head
        self.connection = connection
        body = RequestBody(connection)
        peer = connection.peer
        local = connection.local
        loop = connection.stream.loop
    }

    /// From now on the caller's leaving cancels the task that answers, so that nothing goes on for nobody.
    ///
    /// A caller that only shuts its sending side counts as gone, as with most servers.
    package func cancelWhenCallerLeaves() { connection.cancelWhenCallerLeaves() }
}
