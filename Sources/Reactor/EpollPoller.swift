internal import CSystem
internal import Glibc

/// epoll behind the poller's protocol; the one file that is Linux only.
@safe struct EpollPoller: Poller, ~Copyable {
    /// How many events one wait takes at the most; more stay queued in the kernel.
    private static let batch = 256

    private let epoll: Descriptor
    private var events: [epoll_event]

    init() throws(SystemCallError) {
        epoll = Descriptor(
            owning: try systemCall("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) })
        unsafe events = unsafe [epoll_event](repeating: apus_event(0, 0), count: Self.batch)
    }

    mutating func add(_ descriptor: Int32, _ interest: Interest, token: WatchID) throws(SystemCallError) {
        try control(EPOLL_CTL_ADD, descriptor, interest, token)
    }

    mutating func change(_ descriptor: Int32, to interest: Interest, token: WatchID) throws(SystemCallError) {
        try control(EPOLL_CTL_MOD, descriptor, interest, token)
    }

    mutating func remove(_ descriptor: Int32) {
        var unused = unsafe apus_event(0, 0)
        _ = unsafe epoll_ctl(epoll.number, EPOLL_CTL_DEL, descriptor, &unused)
    }

    private func control(
        _ operation: Int32, _ descriptor: Int32, _ interest: Interest, _ token: WatchID
    ) throws(SystemCallError) {
        var event = unsafe apus_event(interest.flags, UInt64(token.generation) << 32 | UInt64(token.slot))
        _ = try systemCall("epoll_ctl") { unsafe epoll_ctl(epoll.number, operation, descriptor, &event) }
    }

    mutating func wait(nanoseconds: Int64?) -> Int {
        // Rounded up: waking a moment too early would spin until the timer is due.
        let milliseconds = nanoseconds.map { Int32(clamping: ($0 + 999_999) / 1_000_000) } ?? -1
        let count = unsafe epoll_wait(epoll.number, &events, Int32(Self.batch), milliseconds)
        return max(0, Int(count))
    }

    func event(_ index: Int) -> (token: WatchID, readiness: Readiness) {
        let event = unsafe events[index]
        let token = unsafe withUnsafePointer(to: event) { unsafe apus_event_token($0) }
        return (
            WatchID(
                slot: UInt32(truncatingIfNeeded: token), generation: UInt32(truncatingIfNeeded: token >> 32)),
            unsafe Readiness(epoll: event.events)
        )
    }
}

extension Interest {
    fileprivate var flags: UInt32 {
        var flags = EPOLLRDHUP.rawValue
        if contains(.read) { flags |= EPOLLIN.rawValue }
        if contains(.write) { flags |= EPOLLOUT.rawValue }
        if contains(.onChange) { flags |= EPOLLET.rawValue }
        return flags
    }
}

extension Readiness {
    fileprivate init(epoll flags: UInt32) {
        self = []
        if flags & EPOLLIN.rawValue != 0 { insert(.read) }
        if flags & EPOLLOUT.rawValue != 0 { insert(.write) }
        if flags & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 { insert(.hangUp) }
        if flags & EPOLLERR.rawValue != 0 { insert(.failure) }
    }
}
