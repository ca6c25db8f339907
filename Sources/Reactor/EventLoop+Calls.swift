extension EventLoop {
    /// Names an action that may not leave the loop, so that other threads can have it run; ended by `unwatch`.
    package func expectCalls(_ action: @escaping () -> Void) -> WatchID {
        assertOnLoop()
        return watches.insert(-1, .callback { _ in action() })
    }

    /// Runs the named action on the loop, unless it has ended by then; from wherever this is called.
    package func call(_ id: WatchID) {
        execute { [self] in
            if case .callback(let action) = watches.listener(of: id) { action([]) }
        }
    }
}
