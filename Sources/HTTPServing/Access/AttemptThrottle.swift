package import HTTPCore
package import Reactor

/// Slows down whoever guesses credentials; nobody is ever shut out for good.
///
/// The first failures are free, then a wait follows each, doubling to half a minute. Peers are told apart by IPv4
/// address or IPv6 network, since one machine has a whole /64 to choose from. Failures of all peers together have a
/// cap of their own, against many machines that guess in turns; it spares loopback, so that the owner can always
/// get in.
package struct AttemptThrottle: Sendable {
    private struct Record {
        var failures = 0
        var lastFailure: LoopTime
        var blockedUntil: LoopTime
    }

    /// Mistyped keys and clients that try twice.
    private static let freeFailures = 5
    private static let firstWait = Duration.seconds(2)
    /// Short enough that an owner waits it out.
    private static let longestWait = Duration.seconds(30)
    /// After so long without a failure a peer starts afresh.
    private static let memory = Duration.seconds(600)
    /// Peers remembered at most: about 100 KiB.
    private static let mostRecords = 1024
    private static let window = Duration.seconds(30)
    /// Failures of all peers together in one window.
    private static let mostFailuresPerWindow = 100

    private var records: [IPAddress: Record] = [:]
    private var windowEnd = LoopTime(nanoseconds: .min)
    private var failuresInWindow = 0

    package init() {}

    /// How long a peer has to wait before its credential is looked at; nil if it need not.
    package func wait(for peer: IPAddress, at now: LoopTime) -> Duration? {
        let key = Self.key(of: peer)
        var until = records[key]?.blockedUntil ?? now
        if failuresInWindow >= Self.mostFailuresPerWindow, !key.isLoopback { until = max(until, windowEnd) }
        return until > now ? until - now : nil
    }

    /// Notes a wrong credential; one that was missing is no attempt.
    package mutating func recordFailure(of peer: IPAddress, at now: LoopTime) {
        if now >= windowEnd {
            windowEnd = now + Self.window
            failuresInWindow = 0
        }
        failuresInWindow += 1
        let key = Self.key(of: peer)
        var record = records[key] ?? Record(lastFailure: now, blockedUntil: now)
        if record.lastFailure + Self.memory <= now { record.failures = 0 }
        record.failures += 1
        record.lastFailure = now
        record.blockedUntil = now + Self.wait(after: record.failures)
        if records[key] == nil { makeRoom(at: now) }
        records[key] = record
    }

    private static func wait(after failures: Int) -> Duration {
        guard failures >= freeFailures else { return .zero }
        // Four doublings pass the longest wait; the bound keeps the shift small.
        let doublings = min(failures - freeFailures, 4)
        return min(firstWait * (1 << doublings), longestWait)
    }

    /// Drops what has run its course, else whoever failed longest ago.
    private mutating func makeRoom(at now: LoopTime) {
        guard records.count >= Self.mostRecords else { return }
        records = records.filter { $0.value.lastFailure + Self.memory > now }
        guard records.count >= Self.mostRecords,
            let oldest = records.min(by: { $0.value.lastFailure < $1.value.lastFailure })
        else { return }
        records[oldest.key] = nil
    }

    private static func key(of peer: IPAddress) -> IPAddress {
        guard !peer.isLoopback else { return .v4(0x7F00_0001) }
        guard case .v6(let high, _) = peer.unmapped else { return peer.unmapped }
        return .v6(high: high, low: 0)
    }
}
