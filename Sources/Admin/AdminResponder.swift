package import HTTPCore
package import HTTPServing
import OrderedJSON
import Reactor

/// The admin listener: the page for anyone on this machine, its API for the holder of the admin token.
package struct AdminResponder: RequestResponder {
    private let services: AdminServices
    private let files: StaticFiles
    private let gate = AdminGate()

    package init(backend: any AdminBackend, sessions: AdminSessions, files: StaticFiles, version: String) {
        services = AdminServices(backend: backend, sessions: sessions, version: version)
        self.files = files
    }

    package func respond(to request: ServerRequest, through writer: consuming ResponseWriter) async {
        let answer: Answer
        do throws(AdminRefusal) {
            answer = try await self.answer(to: request)
        } catch {
            answer = Answer(refusal: error)
        }
        // A caller that is gone needs no answer.
        try? await writer.send(answer.head, body: answer.body)
    }

    package func refusal(_ status: Status, because reason: String) -> (head: ResponseHead, body: [UInt8]) {
        let answer = Answer(refusal: Self.refusal(status, reason))
        return (answer.head, answer.body)
    }

    private static func refusal(_ status: Status, _ reason: String) -> AdminRefusal {
        switch status {
        case .contentTooLarge: AdminRefusal(status, "body_too_large", reason)
        case .serviceUnavailable: .busy(reason)
        default: AdminRefusal(status, "bad_request", reason)
        }
    }

    private func answer(to request: ServerRequest) async throws(AdminRefusal) -> Answer {
        let head = request.head
        guard head.method != .connect else { throw .wrongMethod([.get, .head]) }
        try gate.checkHost(head, port: request.local.port)
        if case .asterisk = head.target.form { throw .notFound }
        let path = head.target.path
        guard path == "/admin/api" || path.hasPrefix("/admin/api/") else { return try page(head, path) }
        try gate.checkOrigin(head)
        return try await call(request, path)
    }

    private func page(_ head: RequestHead, _ path: String) throws(AdminRefusal) -> Answer {
        try gate.checkNavigation(head)
        guard head.method == .get || head.method == .head else { throw .wrongMethod([.get, .head]) }
        if path == "/" { return Answer(redirectTo: "/admin") }
        let name =
            path == "/admin" ? "" : path.hasPrefix("/admin/") ? String(path.dropFirst("/admin/".count)) : nil
        guard let name, let file = files[name] else { throw .notFound }
        return Answer(file)
    }

    /// Checks the token before anything tells whether the path exists.
    private func call(_ request: ServerRequest, _ path: String) async throws(AdminRefusal) -> Answer {
        let now = LoopTime.current()
        let match = adminRoutes.match(request.head.method, path)
        let token = request.head.fields.bytes(of: .adminToken).map(Array.init) ?? []
        let identity = match.needsToken ? try identify(token, at: now) : nil
        switch match {
        case .unknown: throw .notFound
        case .wrongMethod(let allowed): throw .wrongMethod(allowed)
        case .found(let route, let parameters):
            let body = try await readBody(request)
            let call = AdminCall(
                parameters: parameters, body: body, ifMatch: request.head.fields[.ifMatch], token: token,
                identity: identity, services: services)
            do {
                return Answer(try await route.answer(call))
            } catch {
                guard !route.needsToken, error.status == .unauthorized else { throw error }
                throw gate.refusalOfGuess(at: now)
            }
        }
    }

    private func identify(_ token: [UInt8], at now: LoopTime) throws(AdminRefusal) -> AdminSessions.Identity {
        guard !token.isEmpty else { throw .unauthorized }
        guard let identity = services.sessions.identify(token, at: now) else {
            throw gate.refusalOfGuess(at: now)
        }
        return identity
    }

    /// The largest body that an admin call has a use for.
    private static let mostBytes = 1024 * 1024

    /// Far more values than any setting has, and few enough for patching to be quick.
    private static var limits: JSONLimits {
        var limits = JSONLimits(bytes: mostBytes)
        limits.values = 4_000
        return limits
    }

    private func readBody(_ request: ServerRequest) async throws(AdminRefusal) -> JSON {
        let bytes: [UInt8]
        do {
            bytes = try await request.body.collect(upTo: Self.mostBytes)
        } catch {
            throw Self.refusal(error.status, error.reason)
        }
        guard !bytes.isEmpty else { return .null }
        guard request.head.fields[.contentEncoding] == nil,
            let type = request.head.fields.bytes(of: .contentType),
            MediaType(parsing: type)?.essence == "application/json"
        else { throw .notJSON }
        do {
            return try JSON(parsing: bytes, limits: Self.limits)
        } catch {
            throw .badJSON(error)
        }
    }
}

extension RouteTable<AdminRoute>.Match {
    /// Whether a token has to be shown; what is not there asks for one too, so as not to say that it is not.
    fileprivate var needsToken: Bool {
        if case .found(let route, _) = self { route.needsToken } else { true }
    }
}
