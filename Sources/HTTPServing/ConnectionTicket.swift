import HTTPCore
import Reactor
import Synchronization

/// One connection as the rest of the server sees it, from any thread.
final class ConnectionTicket: Sendable {
    let id: Int
    let peer: IPAddress
    let loop: EventLoop
    private let idle = Atomic<Bool>(true)
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(id: Int, peer: IPAddress, loop: EventLoop) {
        self.id = id
        self.peer = peer
        self.loop = loop
    }

    /// Whether it waits between two requests.
    var isIdle: Bool {
        get { idle.load(ordering: .relaxed) }
        set { idle.store(newValue, ordering: .relaxed) }
    }

    func attach(_ task: Task<Void, Never>) { self.task.withLock { $0 = task } }

    func cancel() { task.withLock { $0 }?.cancel() }

    /// Ends the connection if no request is under way; decided on its loop, where that cannot change meanwhile.
    func cancelIfIdle() {
        loop.execute { [self] in
            if isIdle { cancel() }
        }
    }
}
