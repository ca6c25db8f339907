internal import CSystem
internal import Glibc
internal import Synchronization

/// One thread that waits on its poller and runs the jobs of the actors and tasks pinned to it.
///
/// A class because its identity is its thread.
// SAFETY: `inbox` is under its lock and `threadID` is atomic. Every other variable belongs to the loop's own
// thread; the methods that touch them assert that they run there.
@safe package final class EventLoop: @unchecked Sendable {
    /// Its number within its group, from 0.
    package let index: Int
    private let inbox: Mutex<Inbox>
    private let wakeUp: Descriptor
    private let threadID = Atomic<UInt>(0)

    var poller: EpollPoller
    var watches = WatchTable()
    var timers = TimerHeap()
    var sleepers: [UInt64: Sleeper] = [:]
    var nextSleeper: UInt64 = 0
    /// Where sockets are read to; shared, as nothing keeps it over a suspension.
    let scratch: UnsafeMutableRawBufferPointer
    private var ready: [Entry] = []
    private var running: [Entry] = []
    private var isStopping = false

    /// The moment of the last wake-up: cheap, and the same for all that runs in one turn.
    package private(set) var now = LoopTime.current()

    /// How much one read takes from a socket at the most.
    static let scratchBytes = 64 * 1024

    /// How many rounds of jobs run before the poller is asked again, so that busy jobs starve no socket.
    private static let roundsPerTurn = 16

    enum Entry {
        case job(UnownedJob)
        case work(@Sendable () -> Void)
    }

    private struct Inbox {
        var entries: [Entry] = []
        var isStopped = false
    }

    package init(index: Int = 0) throws(SystemCallError) {
        self.index = index
        inbox = Mutex(Inbox())
        poller = try EpollPoller()
        wakeUp = Descriptor(
            owning: try systemCall("eventfd") {
                eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
            })
        unsafe scratch = .allocate(byteCount: Self.scratchBytes, alignment: 16)
        try poller.add(wakeUp.number, .read, token: Self.wakeUpID)
    }

    deinit { unsafe scratch.deallocate() }

    /// A token that no slot of the table can have.
    private static let wakeUpID = WatchID(slot: .max, generation: .max)

    package var isOnLoop: Bool { threadID.load(ordering: .relaxed) == UInt(pthread_self()) }

    func assertOnLoop() { assert(isOnLoop, "only the loop's own thread may do this") }

    /// Runs the work on the loop's thread, from wherever this is called.
    package func execute(_ work: @escaping @Sendable () -> Void) { submit(.work(work)) }

    func submit(_ entry: Entry) {
        if isOnLoop {
            ready.append(entry)
            return
        }
        let mustWake = inbox.withLock { inbox in
            inbox.entries.append(entry)
            return inbox.entries.count == 1
        }
        if mustWake { wake() }
    }

    /// Ends the loop after the turn it is in; what is submitted later is never run.
    package func stop() {
        inbox.withLock { $0.isStopped = true }
        wake()
    }

    private func wake() {
        var one: UInt64 = 1
        _ = unsafe write(wakeUp.number, &one, MemoryLayout<UInt64>.size)
    }

    /// Turns until `stop`; called once, by the loop's thread.
    func run() {
        threadID.store(UInt(pthread_self()), ordering: .relaxed)
        while !isStopping {
            runReadyEntries()
            let count = poller.wait(nanoseconds: patience())
            now = LoopTime.current()
            for index in 0..<count { dispatch(index) }
            while let timer = timers.popDue(at: now) { timer.action() }
        }
        threadID.store(0, ordering: .relaxed)
    }

    private func runReadyEntries() {
        for _ in 0..<Self.roundsPerTurn where !ready.isEmpty {
            swap(&ready, &running)
            for entry in running { run(entry) }
            running.removeAll(keepingCapacity: true)
        }
    }

    private func run(_ entry: Entry) {
        switch entry {
        case .job(let job):
            unsafe job.runSynchronously(
                isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        case .work(let work): work()
        }
    }

    /// How long the poller may wait: not at all with work at hand, else until the earliest timer.
    private func patience() -> Int64? {
        guard ready.isEmpty else { return 0 }
        guard let earliest = timers.earliest else { return nil }
        return max(0, earliest.nanoseconds - LoopTime.current().nanoseconds)
    }

    private func dispatch(_ index: Int) {
        let (id, readiness) = poller.event(index)
        guard id != Self.wakeUpID else { return takeInbox() }
        switch watches.listener(of: id) {
        case .stream(let state): state.hear(readiness)
        case .callback(let handler): handler(readiness)
        case nil: break
        }
    }

    private func takeInbox() {
        var count: UInt64 = 0
        _ = unsafe read(wakeUp.number, &count, MemoryLayout<UInt64>.size)
        let arrived = inbox.withLock { inbox in
            isStopping = inbox.isStopped
            defer { inbox.entries.removeAll(keepingCapacity: true) }
            return inbox.entries
        }
        ready.append(contentsOf: arrived)
    }
}
