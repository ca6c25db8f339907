internal import CSystem
internal import Glibc
internal import Synchronization

/// What a loop has to run: filled from any thread, emptied by its own.
// SAFETY: `inbox` is under `lock` and `threadID` is atomic; `ready` and `running` belong to the loop's own
// thread, which `submit` makes sure of. The lock is the system's own because the thread sanitizer understands
// it, and every hand-over between threads goes through here; of `Mutex` it sees only the uncontended half.
@safe final class JobQueue: @unchecked Sendable {
    enum Entry {
        case taskJob(UnownedJob)
        case actorJob(UnownedJob)
        case work(@Sendable () -> Void)
    }

    private struct Inbox {
        var entries: [Entry] = []
        var isStopped = false
    }

    /// Readable when another thread left something.
    let wakeUp: Descriptor
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var inbox = Inbox()
    private let threadID = Atomic<UInt>(0)
    private var ready: [Entry] = []
    private var running: [Entry] = []

    /// How many rounds run before the poller is asked again, so that busy jobs starve no socket.
    private static let roundsPerTurn = 16

    init() throws(SystemCallError) {
        unsafe lock = .allocate(capacity: 1)
        _ = unsafe pthread_mutex_init(lock, nil)
        wakeUp = Descriptor(
            owning: try systemCall("eventfd") { eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC)) })
    }

    deinit {
        _ = unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    private func locked<Result>(_ use: (inout Inbox) -> Result) -> Result {
        _ = unsafe pthread_mutex_lock(lock)
        defer { _ = unsafe pthread_mutex_unlock(lock) }
        return use(&inbox)
    }

    var isOnLoop: Bool { threadID.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Whether nothing is at hand; asked on the loop.
    var isEmpty: Bool { ready.isEmpty }

    /// Makes the calling thread the loop's own.
    func adoptThread() { threadID.store(UInt(pthread_self()), ordering: .relaxed) }

    func submit(_ entry: Entry) {
        if isOnLoop {
            ready.append(entry)
            return
        }
        let mustWake = locked { inbox in
            inbox.entries.append(entry)
            return inbox.entries.count == 1
        }
        if mustWake { wake() }
    }

    func stop() {
        locked { $0.isStopped = true }
        wake()
    }

    private func wake() {
        var one: UInt64 = 1
        _ = unsafe write(wakeUp.number, &one, MemoryLayout<UInt64>.size)
    }

    /// Takes over what other threads left; returns false when the loop is to stop.
    func takeInbox() -> Bool {
        var count: UInt64 = 0
        _ = unsafe read(wakeUp.number, &count, MemoryLayout<UInt64>.size)
        let (arrived, isStopped) = locked { inbox in
            let entries = inbox.entries
            inbox.entries = []
            return (entries, inbox.isStopped)
        }
        ready.append(contentsOf: arrived)
        return !isStopped
    }

    /// Runs what is ready, and what that makes ready, for a bounded number of rounds.
    func runReady(as task: UnownedTaskExecutor, or actor: UnownedSerialExecutor) {
        for _ in 0..<Self.roundsPerTurn where !ready.isEmpty {
            swap(&ready, &running)
            for entry in running {
                switch entry {
                case .taskJob(let job): unsafe job.runSynchronously(on: task)
                case .actorJob(let job): unsafe job.runSynchronously(on: actor)
                case .work(let work): work()
                }
            }
            running.removeAll(keepingCapacity: true)
        }
    }
}
