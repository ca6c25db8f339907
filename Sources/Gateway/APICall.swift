import HTTPCore
import HTTPServing
import OrderedJSON
import Reactor

/// One request on the API listener with what every answer to it carries.
struct APICall {
    let request: ServerRequest
    let family: CallerFamily
    let id: String
    private var fields = Fields()

    init(_ request: ServerRequest) {
        self.request = request
        family = CallerFamily(request.head)
        id = RequestID.make()
    }

    /// The same call with more fields for its answer.
    func adding(_ more: Fields) -> APICall {
        var call = self
        call.fields = more
        return call
    }

    /// What a client on this machine is given as the base of its URLs.
    var baseURL: String { "http://127.0.0.1:\(request.local.port)" }

    var notFound: APIErrorBody { .notFound(for: family, baseURL: baseURL) }

    func error(_ code: APIErrorCode, _ message: String? = nil, status: Status? = nil) -> APIErrorBody {
        APIErrorBody(code, for: family, message: message, status: status)
    }

    /// The head of an answer in this call's name.
    func head(_ status: Status, type: String? = nil) -> ResponseHead {
        var head = ResponseHead(status: status, fields: fields)
        if let type {
            head.fields.append(.contentType, type)
            head.fields.append(.contentTypeOptions, "nosniff")
        }
        head.fields.append(.requestID, id)
        return head
    }

    // A caller that is gone needs no answer, so errors of sending end here.

    func send(json: JSON, through writer: consuming ResponseWriter) async {
        try? await writer.send(head(.ok, type: "application/json"), body: json.bytes())
    }

    func send(_ status: Status, _ fields: Fields, through writer: consuming ResponseWriter) async {
        try? await writer.send(adding(fields).head(status))
    }

    func sendAllow(_ methods: [Method], through writer: consuming ResponseWriter) async {
        var head = head(.noContent)
        head.fields.append(.allow, Self.list(methods))
        try? await writer.send(head)
    }

    func redirect(to url: String, through writer: consuming ResponseWriter) async {
        var head = head(.found)
        head.fields.append(.location, url)
        try? await writer.send(head)
    }

    func refuse(
        _ code: APIErrorCode, _ message: String? = nil, through writer: consuming ResponseWriter
    ) async {
        await refuse(error(code, message), through: writer)
    }

    func refuse(_ refusal: GateRefusal, through writer: consuming ResponseWriter) async {
        let error = APIErrorBody(refusal.code, for: family, retryAfter: refusal.retryAfter)
        await adding(refusal.fields).refuse(error, through: writer)
    }

    func refuseMethod(_ allowed: [Method], through writer: consuming ResponseWriter) async {
        await refuse(error(.methodNotAllowed), allowing: allowed, through: writer)
    }

    func refuse(
        _ error: APIErrorBody, allowing methods: [Method] = [], through writer: consuming ResponseWriter
    ) async {
        var head = error.head
        fields.forEach { name, value in _ = head.fields.append(name: name, bytes: value) }
        head.fields.append(.requestID, id)
        if !methods.isEmpty { head.fields.append(.allow, Self.list(methods)) }
        try? await writer.send(head, body: error.bytes(requestID: id))
    }

    private static func list(_ methods: [Method]) -> String {
        methods.map(\.rawValue).joined(separator: ", ")
    }
}
