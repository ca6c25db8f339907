/// A task that waits for a moment.
@safe struct Sleeper {
    let timer: LoopTimer
    let continuation: UnsafeContinuation<Bool, Never>
}

extension EventLoop {
    /// Runs the action at that moment, on this loop; called on the loop.
    package func schedule(at due: LoopTime, _ action: @escaping () -> Void) -> LoopTimer {
        assertOnLoop()
        let timer = LoopTimer(due: due, action: action)
        timers.insert(timer)
        return timer
    }

    package func schedule(after wait: Duration, _ action: @escaping () -> Void) -> LoopTimer {
        schedule(at: .current() + wait, action)
    }

    package func cancel(_ timer: LoopTimer) {
        assertOnLoop()
        timers.remove(timer)
    }

    /// Moves a timer to another moment, also one that has run or was cancelled.
    package func move(_ timer: LoopTimer, to due: LoopTime) {
        assertOnLoop()
        timers.remove(timer)
        timer.due = due
        timers.insert(timer)
    }

    /// Suspends the task until that moment; the task must run on this loop.
    package func sleep(
        until due: LoopTime, on actor: isolated (any Actor)? = #isolation
    ) async throws(CancellationError) {
        assertOnLoop()
        nextSleeper &+= 1
        let id = nextSleeper
        let isCancelled = await withTaskCancellationHandler {
            // Named so that the operation stays on the actor's loop instead of leaving for the global pool.
            _ = actor
            return unsafe await withUnsafeContinuation { continuation in
                // The handler may have run before there was anything to wake.
                guard !Task.isCancelled else { return unsafe continuation.resume(returning: true) }
                let timer = schedule(at: due) { [unowned self] in wakeSleeper(id, cancelled: false) }
                sleepers[id] = unsafe Sleeper(timer: timer, continuation: continuation)
            }
        } onCancel: {
            execute { [self] in wakeSleeper(id, cancelled: true) }
        }
        if isCancelled { throw CancellationError() }
    }

    private func wakeSleeper(_ id: UInt64, cancelled: Bool) {
        guard let sleeper = sleepers.removeValue(forKey: id) else { return }
        timers.remove(sleeper.timer)
        unsafe sleeper.continuation.resume(returning: cancelled)
    }
}
