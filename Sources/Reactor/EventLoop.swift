internal import Glibc

/// One thread that waits on its poller and runs the jobs of the tasks and actors pinned to it.
///
/// A class because its identity is its thread.
// SAFETY: the queue is safe by itself. Every variable belongs to the loop's own thread; the methods that touch
// them assert that they run there.
@safe package final class EventLoop: @unchecked Sendable {
    /// Its number within its group, from 0.
    package let index: Int
    /// What an actor that lives on this loop gives as its executor.
    package let serialExecutor: LoopSerialExecutor
    private let queue: JobQueue

    var poller: EpollPoller
    var watches = WatchTable()
    var timers = TimerHeap()
    var sleepers: [UInt64: Sleeper] = [:]
    var nextSleeper: UInt64 = 0
    /// Where sockets are read to; shared, as nothing keeps it over a suspension.
    let scratch: UnsafeMutableRawBufferPointer
    private var isStopping = false

    /// The moment of the last wake-up: cheap, and the same for all that runs in one turn.
    package private(set) var now = LoopTime.current()

    /// How much one read takes from a socket at the most.
    static let scratchBytes = 64 * 1024

    /// A token that no slot of the table can have.
    private static let wakeUpID = WatchID(slot: .max, generation: .max)

    init(index: Int) throws(SystemCallError) {
        self.index = index
        queue = try JobQueue()
        serialExecutor = LoopSerialExecutor(queue)
        poller = try EpollPoller()
        unsafe scratch = .allocate(byteCount: Self.scratchBytes, alignment: 16)
        try poller.add(queue.wakeUp.number, .read, token: Self.wakeUpID)
    }

    deinit { unsafe scratch.deallocate() }

    package var isOnLoop: Bool { queue.isOnLoop }

    func assertOnLoop() { assert(isOnLoop, "only the loop's own thread may do this") }

    /// Runs the work on the loop's thread, from wherever this is called.
    package func execute(_ work: @escaping @Sendable () -> Void) { queue.submit(.work(work)) }

    /// Runs the work on the loop's thread and waits for what it gives.
    package func perform<Result: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        try await withCheckedContinuation { done in
            execute { done.resume(returning: Swift.Result { () throws(Failure) in try work() }) }
        }.get()
    }

    /// Ends the loop after the turn it is in; what is submitted later is never run.
    func stop() { queue.stop() }

    /// Turns until `stop`; called once, by the loop's thread.
    func run() {
        queue.adoptThread()
        let (task, actor) = unsafe (asUnownedTaskExecutor(), serialExecutor.asUnownedSerialExecutor())
        while !isStopping {
            unsafe queue.runReady(as: task, or: actor)
            let count = poller.wait(nanoseconds: patience())
            now = LoopTime.current()
            for index in 0..<count { dispatch(index) }
            while let timer = timers.popDue(at: now) { timer.action() }
        }
    }

    /// How long the poller may wait: not at all with work at hand, else until the earliest timer.
    private func patience() -> Int64? {
        guard queue.isEmpty else { return 0 }
        guard let earliest = timers.earliest else { return nil }
        return max(0, earliest.nanoseconds - LoopTime.current().nanoseconds)
    }

    private func dispatch(_ index: Int) {
        let (id, readiness) = poller.event(index)
        guard id != Self.wakeUpID else {
            isStopping = !queue.takeInbox()
            return
        }
        switch watches.listener(of: id) {
        case .stream(let state): state.hear(readiness)
        case .callback(let handler): handler(readiness)
        case nil: break
        }
    }
}

extension EventLoop: TaskExecutor {
    package func enqueue(_ job: consuming ExecutorJob) { queue.submit(.taskJob(UnownedJob(job))) }

    package func asUnownedTaskExecutor() -> UnownedTaskExecutor { unsafe UnownedTaskExecutor(ordinary: self) }
}
