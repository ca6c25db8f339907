import HTTPServing

/// How many connections each listener may have, so that neither takes the last descriptor from the other.
struct Capacity {
    let api: ServerLimits
    let admin: ServerLimits

    /// For a browser, the command line and a few more.
    private static let adminConnections = 32
    /// The admin page's connections, files, loops and calls to upstreams.
    private static let reserve = 64

    init(descriptors: Int) {
        var api = ServerLimits()
        api.connections = max(16, min(api.connections, descriptors - Self.reserve))
        self.api = api
        var admin = ServerLimits()
        admin.connections = Self.adminConnections
        self.admin = admin
    }
}
