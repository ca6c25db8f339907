package import HTTPServing
package import Reactor

/// The API listener's life: closed until someone starts it, and really closed again after a stop.
///
/// Its owner makes changes one after another.
package actor APIListener {
    /// What it is doing now.
    package enum State: Sendable {
        case stopped
        case starting
        case running(SocketAddress)
        /// Closed to new callers while the last answers are finished.
        case draining
        case failed(BindFailure)
    }

    /// Running answers get that long after a stop before they are cut.
    private static let drainPatience = Duration.seconds(30)

    private let loops: EventLoopGroup
    private let responder: any RequestResponder
    private var limits: ServerLimits
    private var server: HTTPServer?
    /// Where it can be reached now, with the real port; nil unless it runs.
    package private(set) var plan: ListenPlan?
    /// Servers that have closed their listeners and finish what they began.
    private var draining: [ObjectIdentifier: HTTPServer] = [:]
    private var failure: BindFailure?
    private var isStarting = false

    package init(loops: EventLoopGroup, limits: ServerLimits, responder: any RequestResponder) {
        self.loops = loops
        self.limits = limits
        self.responder = responder
    }

    package var state: State {
        if let server { return .running(server.addresses[0]) }
        if isStarting { return .starting }
        if !draining.isEmpty { return .draining }
        return failure.map(State.failed) ?? .stopped
    }

    /// Requests that are being answered, also by servers that finish.
    package var inFlight: Int { draining.values.reduce(server?.inFlight ?? 0) { $0 + $1.inFlight } }

    /// What connections are granted from the next start on.
    package func grant(_ limits: ServerLimits) { self.limits = limits }

    /// Listens as planned; a listener that runs moves there, and stays where it is if it cannot.
    ///
    /// With port 0 any port will do: one that runs keeps the port that it has.
    package func start(_ wanted: ListenPlan) async throws(BindFailure) {
        let previous = plan
        let port = wanted.port == 0 ? previous?.port ?? 0 : wanted.port
        let next = ListenPlan(port: port, allowsLAN: wanted.allowsLAN)
        if next == previous { return }
        isStarting = true
        defer { isStarting = false }
        // The same port on another address overlaps: the old listener must let go before the new one can bind.
        let overlaps = next.port == previous?.port
        if overlaps { await stop() }
        do throws(BindFailure) {
            let fresh = try await open(next)
            await stop()
            adopt(fresh, next)
        } catch {
            if overlaps, let previous, let old = try? await open(previous) {
                adopt(old, previous)
            } else if server == nil {
                failure = error
            }
            throw error
        }
    }

    private func adopt(_ server: HTTPServer, _ plan: ListenPlan) {
        self.server = server
        self.plan = ListenPlan(port: server.addresses[0].port, allowsLAN: plan.allowsLAN)
    }

    private func open(_ plan: ListenPlan) async throws(BindFailure) -> HTTPServer {
        try await HTTPServer.start(on: plan.addresses, loops: loops, limits: limits, responder: responder)
    }

    /// Closes the listener at once; the last answers may still be running after that.
    package func stop() async {
        failure = nil
        guard let server else { return }
        self.server = nil
        plan = nil
        draining[ObjectIdentifier(server)] = server
        await server.closeListeners()
        Task {
            await server.stop(within: Self.drainPatience)
            self.forget(server)
        }
    }

    private func forget(_ server: HTTPServer) { draining[ObjectIdentifier(server)] = nil }

    /// Closes the listener and waits for the last answer.
    package func shutDown() async {
        await stop()
        while let server = draining.values.first {
            await server.stop(within: Self.drainPatience)
            forget(server)
        }
    }
}
