/// A loop as the home of actors.
///
/// Apart from the loop itself because a job does not say which of the two it came through, and running it as
/// the other kind costs one more turn of the queue at each call.
package final class LoopSerialExecutor: SerialExecutor {
    private let queue: JobQueue

    init(_ queue: JobQueue) { self.queue = queue }

    package func enqueue(_ job: consuming ExecutorJob) { queue.submit(.actorJob(UnownedJob(job))) }

    /// Lets `assumeIsolated` hold in callbacks, which run on the thread but in no task.
    package func checkIsolated() {
        precondition(queue.isOnLoop, "code of this loop ran on another thread")
    }

    package func isIsolatingCurrentContext() -> Bool? { queue.isOnLoop }
}
