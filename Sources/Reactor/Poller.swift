/// What a loop needs from the system to wait for many descriptors at once.
///
/// epoll implements it here; kqueue can stand beside it.
protocol Poller: ~Copyable {
    init() throws(SystemCallError)
    mutating func add(_ descriptor: Int32, _ interest: Interest, token: WatchID) throws(SystemCallError)
    mutating func change(_ descriptor: Int32, to interest: Interest, token: WatchID) throws(SystemCallError)
    mutating func remove(_ descriptor: Int32)
    /// Waits at most that long (nil: for ever) and returns how many events there are.
    mutating func wait(nanoseconds: Int64?) -> Int
    /// One event of the last wait.
    func event(_ index: Int) -> (token: WatchID, readiness: Readiness)
}

/// Names one registration of one descriptor; a late event for an ended one matches nothing.
package struct WatchID: Sendable, Hashable {
    let slot: UInt32
    let generation: UInt32
}
