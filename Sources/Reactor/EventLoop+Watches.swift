extension EventLoop {
    /// Tells the handler, for as long as the state lasts, that the descriptor is ready; called on the loop.
    package func watch(
        _ descriptor: Int32, for interest: Interest, _ handler: @escaping (Readiness) -> Void
    ) throws(SystemCallError) -> WatchID {
        assertOnLoop()
        return try register(descriptor, interest, .callback(handler))
    }

    package func change(_ id: WatchID, to interest: Interest) throws(SystemCallError) {
        assertOnLoop()
        guard let descriptor = watches.descriptor(of: id) else { return }
        try poller.change(descriptor, to: interest, token: id)
    }

    /// Ends a watch before its descriptor is closed.
    package func unwatch(_ id: WatchID) {
        assertOnLoop()
        if let descriptor = watches.remove(id), descriptor >= 0 { poller.remove(descriptor) }
    }

    func register(
        _ descriptor: Int32, _ interest: Interest, _ listener: WatchTable.Listener
    ) throws(SystemCallError) -> WatchID {
        let id = watches.insert(descriptor, listener)
        do {
            try poller.add(descriptor, interest, token: id)
        } catch {
            _ = watches.remove(id)
            throw error
        }
        return id
    }
}
