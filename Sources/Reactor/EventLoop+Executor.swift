extension EventLoop: SerialExecutor, TaskExecutor {
    package func enqueue(_ job: consuming ExecutorJob) { submit(.job(UnownedJob(job))) }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    package func asUnownedTaskExecutor() -> UnownedTaskExecutor { unsafe UnownedTaskExecutor(ordinary: self) }

    /// Lets `assumeIsolated` hold in callbacks, which run on the thread but in no task.
    package func checkIsolated() {
        precondition(isOnLoop, "code of this loop ran on another thread")
    }

    package func isIsolatingCurrentContext() -> Bool? { isOnLoop }
}
