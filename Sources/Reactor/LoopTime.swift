internal import Glibc

/// A moment on the monotonic clock, so that a changed wall clock moves no deadline.
package struct LoopTime: Sendable, Hashable, Comparable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The present moment, read from the system.
    package static func current() -> LoopTime {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return LoopTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    package static let distantFuture = LoopTime(nanoseconds: .max)

    package static func < (left: LoopTime, right: LoopTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The moment that much later; a sum beyond the clock's range is the distant future.
    package static func + (moment: LoopTime, wait: Duration) -> LoopTime {
        let (seconds, attoseconds) = wait.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return .distantFuture }
        let (sum, overflowSum) = moment.nanoseconds.addingReportingOverflow(
            whole + attoseconds / 1_000_000_000)
        return overflowSum ? .distantFuture : LoopTime(nanoseconds: sum)
    }

    package static func - (later: LoopTime, earlier: LoopTime) -> Duration {
        .nanoseconds(later.nanoseconds - earlier.nanoseconds)
    }
}
