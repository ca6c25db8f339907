import HTTPCalling
import HTTPCore
import HTTPServing
import Reactor

/// Sends the request on and the answer back, piece by piece.
struct Forwarder: RequestResponder {
    let upstream: String
    let clients: [LoopClient]

    func respond(to request: ServerRequest, through writer: consuming ResponseWriter) async {
        request.cancelWhenCallerLeaves()
        do {
            let body = try await request.body.collect(upTo: 64 * 1024 * 1024)
            var fields = Fields()
            if let type = request.head.fields[.contentType] { fields.append(.contentType, type) }
            let answer = try await clients[request.loop.index].client.send(
                ClientRequest(
                    request.head.method, upstream + request.head.target.path, fields: fields, body: body,
                    addressRule: AddressRule(allowsLoopback: true)))
            var head = ResponseHead(status: Status(code: answer.status))
            head.fields[.contentType] = answer.fields[.contentType]
            try await relay(answer, head, through: writer)
        } catch {
            // A request without an answer is answered with 500 by the server.
        }
    }

    private func relay(
        _ answer: ClientResponse, _ head: ResponseHead, through writer: consuming ResponseWriter
    ) async throws {
        let first = try await answer.nextChunk() ?? []
        let announced = answer.fields[.contentLength].flatMap { Int($0) }
        if announced == first.count { return try await writer.send(head, body: first) }
        let body = writer.start(head, length: announced)
        try await body.write(first)
        while let chunk = try await answer.nextChunk() { try await body.write(chunk) }
        try await body.finish()
    }

    func refusal(_ status: Status, because reason: String) -> (head: ResponseHead, body: [UInt8]) {
        (ResponseHead(status: status), Array(reason.utf8))
    }
}
