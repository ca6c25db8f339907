import HTTPCore
import HTTPServing
import OrderedJSON
import Reactor

/// What a route is given.
struct AdminCall: Sendable {
    let parameters: [String]
    let body: JSON
    let ifMatch: String?
    let token: [UInt8]
    /// Nil only where no token is asked for.
    let identity: AdminSessions.Identity?
    let services: AdminServices
}

/// What the routes work on.
struct AdminServices: Sendable {
    let backend: any AdminBackend
    let sessions: AdminSessions
    let version: String
}

/// What a route answers.
struct AdminAnswer: Sendable {
    var status = Status.ok
    var json: JSON?
    var tag: String?

    init(_ json: JSON?, status: Status = .ok, tag: String? = nil) {
        self.json = json
        self.status = status
        self.tag = tag
    }
}

/// One entry of the admin API.
struct AdminRoute: Sendable {
    var needsToken = true
    let answer: @Sendable (AdminCall) async throws(AdminRefusal) -> AdminAnswer
}

/// The admin API, to be read like a site map.
let adminRoutes = RouteTable<AdminRoute>([
    Route(.post, "/admin/api/login", AdminRoute(needsToken: false, answer: logIn)),
    Route(.post, "/admin/api/link", AdminRoute(answer: makeLink)),
    Route(.get, "/admin/api/session", AdminRoute(answer: showSession)),
    Route(.delete, "/admin/api/session", AdminRoute(answer: endSession)),
    Route(.get, "/admin/api/status", AdminRoute(answer: showStatus)),
    Route(.post, "/admin/api/start", AdminRoute(answer: start)),
    Route(.post, "/admin/api/stop", AdminRoute(answer: stop)),
    Route(.get, "/admin/api/config", AdminRoute(answer: showConfig)),
    Route(.patch, "/admin/api/config", AdminRoute(answer: patchConfig)),
    Route(.get, "/admin/api/config/key", AdminRoute(answer: showKey)),
    Route(.post, "/admin/api/config/key", AdminRoute(answer: rotateKey)),
    Route(.get, "/admin/api/accounts", AdminRoute(answer: listAccounts)),
    Route(.post, "/admin/api/accounts", AdminRoute(answer: addAccount)),
    Route(.delete, "/admin/api/accounts/{id}", AdminRoute(answer: removeAccount)),
])
