import HTTPCore
import HTTPServing
import Reactor
import TestSupport

/// Answers by what the path says, so that each test can ask for the behaviour that it looks at.
struct PathResponder: RequestResponder {
    let events = Collected<String>()

    func respond(to request: ServerRequest, through writer: consuming ResponseWriter) async {
        do {
            switch request.head.target.path {
            case "/echo":
                try await writer.send(ok, body: try await request.body.collect(upTo: 1000))
            case "/ignore": try await writer.send(ok, body: Array("ignored".utf8))
            case "/stream": try await stream(["one", "two"], through: writer)
            case "/forget": break
            case "/cut":
                let body = writer.start(ok)
                try await body.write(Array("half".utf8))
            case "/flood":
                let body = writer.start(ok)
                while true { try await body.write([UInt8](repeating: 1, count: 100_000)) }
            case "/wait":
                request.cancelWhenCallerLeaves()
                events.append("waiting")
                try await request.loop.sleep(until: .current() + .seconds(3600))
            case "/gate":
                events.append("gated")
                _ = try await request.body.collect(upTo: 1000)
                try await writer.send(ok, body: Array("through".utf8))
            default: try await writer.send(ok, body: Array(request.head.target.path.utf8))
            }
        } catch let error as RequestBodyError {
            events.append("\(error)")
        } catch {
            events.append("\(error)")
        }
    }

    private var ok: ResponseHead { ResponseHead(status: .ok) }

    private func stream(_ pieces: [String], through writer: consuming ResponseWriter) async throws {
        let body = writer.start(ok)
        for piece in pieces { try await body.write(Array(piece.utf8)) }
        try await body.finish()
    }

    func refusal(_ status: Status, because reason: String) -> (head: ResponseHead, body: [UInt8]) {
        (ResponseHead(status: status), Array(reason.utf8))
    }
}

/// Runs the body against a server of its own.
func withServer<Result: Sendable>(
    _ limits: ServerLimits = ServerLimits(), responder: PathResponder = PathResponder(),
    _ body: (UInt16, HTTPServer) async throws -> Result
) async throws -> Result {
    let loops = try EventLoopGroup(count: 2)
    let server = try await HTTPServer.start(
        on: [SocketAddress(.v4(0x7F00_0001), port: 0)], loops: loops, limits: limits, responder: responder)
    do {
        let result = try await body(server.addresses[0].port, server)
        await server.stop(within: .zero)
        loops.shutDown()
        return result
    } catch {
        await server.stop(within: .zero)
        loops.shutDown()
        throw error
    }
}

/// Sends the bytes and reads all that comes until the server closes.
func exchange(_ text: String, _ limits: ServerLimits = ServerLimits()) async throws -> String {
    try await withServer(limits) { port, _ in
        let client = try RawClient(port: port)
        try client.send(text)
        return try await client.readToEnd()
    }
}
