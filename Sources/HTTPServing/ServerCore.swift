import Glibc
import HTTPCore
import Reactor
import Synchronization

/// What all connections of one server share.
final class ServerCore: Sendable {
    let limits: ServerLimits
    let responder: any RequestResponder
    let table = ConnectionTable()
    private let draining = Atomic<Bool>(false)
    private let active = Atomic<Int>(0)
    private let heldBytes = Atomic<Int>(0)
    private let dateText = Mutex<(second: Int, text: String)>((0, ""))

    init(limits: ServerLimits, responder: any RequestResponder) {
        self.limits = limits
        self.responder = responder
    }

    var isDraining: Bool { draining.load(ordering: .relaxed) }
    var inFlight: Int { active.load(ordering: .relaxed) }

    func beginDraining() { draining.store(true, ordering: .relaxed) }

    /// Counts a request in; false when too many are being answered.
    func enter() -> Bool { active.add(1, ordering: .relaxed).newValue <= limits.inFlight }

    func leave(holding bytes: Int) {
        active.subtract(1, ordering: .relaxed)
        if bytes > 0 { heldBytes.subtract(bytes, ordering: .relaxed) }
    }

    func reserve(_ count: Int) -> Bool {
        guard heldBytes.add(count, ordering: .relaxed).newValue > limits.bodyBudget else { return true }
        heldBytes.subtract(count, ordering: .relaxed)
        return false
    }

    /// A whole refusal, for a connection that ends with it.
    func refusalBytes(_ status: Status, because reason: String) -> [UInt8] {
        let (head, body) = responder.refusal(status, because: reason)
        var bytes: [UInt8] = []
        head.write(
            into: &bytes, framing: .length(body.count), keepsAlive: false, version: .http11, date: date())
        return bytes + body
    }

    /// The `Date` of an answer, made anew once a second.
    func date() -> String {
        let now = time(nil)
        return dateText.withLock { cached in
            if cached.second != now { cached = (now, HTTPDate.text(unixSeconds: now)) }
            return cached.text
        }
    }
}
