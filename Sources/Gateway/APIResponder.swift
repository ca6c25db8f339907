package import HTTPCore
package import HTTPServing
import OrderedJSON
import Reactor

/// The API listener: lets a request through the gate, finds its route and answers in the caller's own words.
package struct APIResponder: RequestResponder {
    private enum Endpoint {
        case health
        case chat
    }

    private static let routes = RouteTable<Endpoint>([
        Route(.get, "/healthz", .health),
        Route(.post, "/v1/chat/completions", .chat),
    ])

    private let live: LiveSettings
    private let gate = Gate()

    package init(live: LiveSettings) { self.live = live }

    package func respond(to request: ServerRequest, through writer: consuming ResponseWriter) async {
        let call = APICall(request)
        guard let settings = live.current else { return await call.refuse(.stopping, through: writer) }
        // Refused whatever they name: a proxy's method, and one that would echo headers to a page.
        guard request.head.method != .connect, request.head.method != .trace else {
            return await call.refuseMethod([.get, .head, .post], through: writer)
        }
        let asked = GateRequest(
            head: request.head, peer: request.peer.address, local: request.local.address,
            port: Int(request.local.port))
        switch gate.decide(asked, by: settings.policy, at: request.loop.now) {
        case .refuse(let refusal): await call.refuse(refusal, through: writer)
        case .preflight(let fields): await call.send(.noContent, fields, through: writer)
        case .allow(let fields): await route(call.adding(fields), settings, through: writer)
        }
    }

    private func route(
        _ call: APICall, _ settings: GatewaySnapshot, through writer: consuming ResponseWriter
    ) async {
        let head = call.request.head
        if case .asterisk = head.target.form {
            // The parser lets an asterisk pass with OPTIONS only.
            return await call.sendAllow([.get, .head, .post, .options], through: writer)
        }
        let path = head.target.path
        switch Self.routes.match(head.method, path) {
        case .found(.health, _): await call.send(json: ["status": "ok"], through: writer)
        case .found(.chat, _): await DemoExchange(call, settings).run(through: writer)
        case .wrongMethod(let allowed): await call.refuseMethod(allowed, through: writer)
        case .unknown where path == "/admin" && Self.reads(head) && call.request.peer.address.isLoopback:
            await call.redirect(to: "http://127.0.0.1:\(settings.adminPort)/admin", through: writer)
        case .unknown: await call.refuse(call.notFound, through: writer)
        }
    }

    private static func reads(_ head: RequestHead) -> Bool { head.method == .get || head.method == .head }

    package func refusal(_ status: Status, because reason: String) -> (head: ResponseHead, body: [UInt8]) {
        let (code, retryAfter): (APIErrorCode, Int?) =
            switch status {
            case .contentTooLarge: (.bodyTooLarge, nil)
            case .serviceUnavailable: (.overloaded, 1)
            default: (.badRequest, nil)
            }
        let body = APIErrorBody(
            code, for: .openAI, message: reason, status: status,
            retryAfter: retryAfter)
        return (body.head, body.bytes())
    }
}
