import Glibc
import HTTPCore
package import Reactor

/// One set of listening addresses and the connections that came in through them.
///
/// It starts listening and stops once; other addresses are another server with the same responder.
package final class HTTPServer: Sendable {
    /// What it listens on, with the real ports.
    package let addresses: [SocketAddress]
    private let core: ServerCore
    private let listenerLoop: EventLoop
    private let listeners: [WatchID]

    private init(addresses: [SocketAddress], core: ServerCore, loop: EventLoop, listeners: [WatchID]) {
        self.addresses = addresses
        self.core = core
        listenerLoop = loop
        self.listeners = listeners
    }

    /// Binds all the addresses or none; port 0 in the first picks a free one for all.
    ///
    /// Where the system has no IPv6, IPv6 addresses after the first are left out.
    package static func start(
        on wanted: [SocketAddress], loops: EventLoopGroup, limits: ServerLimits,
        responder: any RequestResponder
    ) async throws(BindFailure) -> HTTPServer {
        let core = ServerCore(limits: limits, responder: responder)
        let loop = loops.loops[0]
        return try await loop.perform { () throws(BindFailure) in
            var bound: [(WatchID, SocketAddress)] = []
            for address in wanted {
                let port = address.port == 0 ? bound.first?.1.port ?? 0 : address.port
                do throws(SystemCallError) {
                    bound.append(try listen(SocketAddress(address.address, port: port), core, loops))
                } catch {
                    if !bound.isEmpty, error.meansNoSuchFamily { continue }
                    for (id, _) in bound { loop.unwatch(id) }
                    throw BindFailure(address: address, error: error)
                }
            }
            return HTTPServer(
                addresses: bound.map(\.1), core: core, loop: loop, listeners: bound.map(\.0))
        }
    }

    private static func listen(
        _ address: SocketAddress, _ core: ServerCore, _ loops: EventLoopGroup
    ) throws(SystemCallError) -> (WatchID, SocketAddress) {
        try Listener.open(binding: address, on: loops.loops[0]) { descriptor, peer, local in
            accept(descriptor, peer: peer, local: local, core, on: loops.next())
        }
    }

    /// Gives the connection a task of its own on one of the loops, or shows it out.
    private static func accept(
        _ descriptor: consuming Descriptor, peer: SocketAddress, local: SocketAddress, _ core: ServerCore,
        on loop: EventLoop
    ) {
        guard let ticket = core.table.admit(peer.address, to: loop, core.limits) else {
            return turnAway(descriptor, core)
        }
        let number = descriptor.release()
        let task = Task(executorPreference: loop) {
            defer { core.table.remove(ticket) }
            guard
                let connection = try? ServerConnection(
                    Descriptor(owning: number), peer: peer, local: local, on: loop, server: core,
                    ticket: ticket)
            else { return }
            await connection.run()
        }
        ticket.attach(task)
    }

    private static func turnAway(_ descriptor: borrowing Descriptor, _ core: ServerCore) {
        let bytes = core.refusalBytes(
            .serviceUnavailable, because: "Too many connections: try again in a moment.")
        _ = send(descriptor.number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Requests that are being answered now.
    package var inFlight: Int { core.inFlight }

    /// Connections that are open now, idle ones too.
    package var connections: Int { core.table.count }

    /// Waits until no connection is open.
    package func waitUntilIdle() async { await core.table.waitUntilEmpty() }

    /// Frees the ports at once; connections that are open stay.
    package func closeListeners() async {
        let (loop, listeners) = (listenerLoop, listeners)
        await loop.perform {
            for id in listeners { loop.unwatch(id) }
        }
    }

    /// Closes the listeners at once, lets running requests finish for a while, then ends what is left.
    package func stop(within patience: Duration) async {
        core.beginDraining()
        await closeListeners()
        for ticket in core.table.all { ticket.cancelIfIdle() }
        let (loop, core) = (listenerLoop, core)
        let enforcement = Task(executorPreference: loop) {
            guard (try? await loop.sleep(until: .current() + patience)) != nil else { return }
            for ticket in core.table.all { ticket.cancel() }
        }
        await core.table.waitUntilEmpty()
        enforcement.cancel()
    }
}
