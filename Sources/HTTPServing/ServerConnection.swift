import HTTPCore
import Reactor

/// One caller's connection: request after request, on its loop, in one task.
final class ServerConnection {
    let stream: ByteStream
    let peer: SocketAddress
    let local: SocketAddress
    let server: ServerCore
    private let ticket: ConnectionTicket
    var parser: RequestParser
    var exchange: ExchangeState?
    /// Bytes of the answer that wait to leave together.
    var output: [UInt8] = []

    init(
        _ descriptor: consuming Descriptor, peer: SocketAddress, local: SocketAddress, on loop: EventLoop,
        server: ServerCore, ticket: ConnectionTicket
    ) throws(SystemCallError) {
        stream = try ByteStream(descriptor, on: loop)
        self.peer = peer
        self.local = local
        self.server = server
        self.ticket = ticket
        parser = RequestParser(limits: server.limits.message)
    }

    /// Serves until one side has had enough.
    func run() async {
        var patience = server.limits.firstByte
        while let head = await nextHead(within: patience) {
            guard await serve(head) else { break }
            patience = server.limits.keepAlive
        }
        stream.close()
    }

    func cancelWhenCallerLeaves() {
        let ticket = ticket
        stream.onHangUp { ticket.cancel() }
    }

    /// Waits for the next head, or answers why there is none; nil ends the connection.
    private func nextHead(within patience: Duration) async -> RequestHead? {
        stream.deadline = .current() + patience
        var hasStarted = false
        do {
            while true {
                if case .head(let head)? = try parser.next() { return head }
                if parser.hasStarted, !hasStarted {
                    hasStarted = true
                    stream.deadline = .current() + server.limits.head
                }
                guard hasStarted || !server.isDraining else { return nil }
                ticket.isIdle = !hasStarted
                defer { ticket.isIdle = false }
                guard try await stream.read({ parser.append($0) }) > 0 else {
                    if hasStarted {
                        await refuse(.badRequest, because: "The request ended before its head did.")
                    }
                    return nil
                }
            }
        } catch let error as HTTPParseError {
            await refuse(error.status, because: error.reason)
        } catch StreamError.timedOut where hasStarted {
            await refuse(.requestTimeout, because: "The head of the request did not arrive in time.")
        } catch {}
        return nil
    }

    /// Answers one request; returns whether the connection can carry another.
    private func serve(_ head: RequestHead) async -> Bool {
        stream.deadline = .distantFuture
        exchange = ExchangeState(head)
        let isWelcome = server.enter()
        if isWelcome {
            await server.responder.respond(
                to: ServerRequest(head: head, connection: self), through: ResponseWriter(self))
        } else {
            exchange?.keepsAlive = false
            await sendRefusal(
                .serviceUnavailable, because: "Too many requests at the same time: try again in a moment.")
        }
        stream.onHangUp(nil)
        if case .none? = exchange?.answer {
            exchange?.keepsAlive = false
            await sendRefusal(.internalError, because: "The request was not answered.")
        }
        let keeps = await settle()
        server.leave(holding: exchange?.reserved ?? 0)
        exchange = nil
        return keeps
    }

    /// Brings the connection to the end of the exchange: to the next request, or to its close.
    private func settle() async -> Bool {
        guard let exchange else { return false }
        switch exchange.answer {
        case .complete where exchange.keepsAlive: return await discardBody()
        case .complete:
            await linger()
        case .streaming(.untilClose):
            // Without a reset, the caller would take the cut for the end.
            stream.resetOnClose()
        case .streaming, .none, .broken: break
        }
        return false
    }

    private func refuse(_ status: Status, because reason: String) async {
        guard
            (try? await stream.write(
                server.refusalBytes(status, because: reason), stall: server.limits.writeStall)) != nil
        else { return }
        await linger()
    }

    private func sendRefusal(_ status: Status, because reason: String) async {
        let (head, body) = server.responder.refusal(status, because: reason)
        try? await sendWhole(head, body)
    }

    /// Reads on for a while after the last answer: closing with bytes unread would reset the answer away.
    private func linger() async {
        stream.finishWriting()
        stream.deadline = .current() + server.limits.linger
        var swallowed = 0
        while swallowed < server.limits.lingerBytes {
            guard let count = try? await stream.read({ _ in }), count > 0 else { return }
            swallowed += count
        }
    }
}
