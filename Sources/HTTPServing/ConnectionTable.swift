import HTTPCore
import Reactor
import Synchronization

/// The connections of one server, so that they can be counted, limited and ended.
final class ConnectionTable: Sendable {
    private struct State {
        var tickets: [Int: ConnectionTicket] = [:]
        var perPeer: [IPAddress: Int] = [:]
        var nextID = 0
        var onEmpty: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.tickets.count } }

    /// Lets a caller in, or not: too many are here already.
    func admit(_ peer: IPAddress, to loop: EventLoop, _ limits: ServerLimits) -> ConnectionTicket? {
        state.withLock { state in
            guard state.tickets.count < limits.connections else { return nil }
            if !peer.isLoopback {
                guard state.perPeer[peer, default: 0] < limits.connectionsPerPeer else { return nil }
                state.perPeer[peer, default: 0] += 1
            }
            state.nextID += 1
            let ticket = ConnectionTicket(id: state.nextID, peer: peer, loop: loop)
            state.tickets[ticket.id] = ticket
            return ticket
        }
    }

    func remove(_ ticket: ConnectionTicket) {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard state.tickets.removeValue(forKey: ticket.id) != nil else { return [] }
            if let count = state.perPeer[ticket.peer] {
                state.perPeer[ticket.peer] = count > 1 ? count - 1 : nil
            }
            guard state.tickets.isEmpty else { return [] }
            defer { state.onEmpty = [] }
            return state.onEmpty
        }
        for waiter in waiting { waiter.resume() }
    }

    var all: [ConnectionTicket] { state.withLock { Array($0.tickets.values) } }

    /// Waits until the last connection has ended.
    func waitUntilEmpty() async {
        await withCheckedContinuation { done in
            let isEmpty = state.withLock { state in
                if !state.tickets.isEmpty { state.onEmpty.append(done) }
                return state.tickets.isEmpty
            }
            if isEmpty { done.resume() }
        }
    }
}
