package import HTTPCore

/// What the gate looks at: the head, the socket's other end, and where it came in.
///
/// The peer is what the socket says; no `X-Forwarded-For` can change it.
package struct GateRequest: Sendable {
    package let head: RequestHead
    package let peer: IPAddress
    /// The address and port that it came in by.
    package let local: IPAddress
    package let port: Int

    package init(head: RequestHead, peer: IPAddress, local: IPAddress, port: Int) {
        self.head = head
        self.peer = peer
        self.local = local
        self.port = port
    }

    /// Whether it asks for nothing but a sign of life.
    var isHealthCheck: Bool {
        head.target.path == "/healthz" && (head.method == .get || head.method == .head)
    }

    /// Whether it looks for the admin page, which is not here: nothing that a key would have to protect.
    var seeksAdminPage: Bool {
        head.target.path == "/admin" || head.target.path.hasPrefix("/admin/")
    }

    /// Whether a browser asks on behalf of a page if the real request would be allowed.
    var isPreflight: Bool {
        head.method == .options && head.fields.bytes(of: .accessControlRequestMethod) != nil
    }
}
