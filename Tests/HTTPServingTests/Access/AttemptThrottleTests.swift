import HTTPCore
import HTTPServing
import Reactor
import Testing

struct AttemptThrottleTests {
    private let start = LoopTime(nanoseconds: 1_000_000_000)
    private let peer = IPAddress.v4(0xC0A8_0121)

    private func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

    @Test func `five failures are free, then the wait doubles to thirty seconds`() {
        var throttle = AttemptThrottle()
        var now = start
        for _ in 1...4 {
            throttle.recordFailure(of: peer, at: now)
            #expect(throttle.wait(for: peer, at: now) == nil)
        }
        for seconds in [2, 4, 8, 16, 30, 30, 30] {
            throttle.recordFailure(of: peer, at: now)
            #expect(throttle.wait(for: peer, at: now) == .seconds(seconds))
            now = now + .seconds(seconds)
            #expect(throttle.wait(for: peer, at: now) == nil)
        }
    }

    @Test func `a wait gets shorter as time passes`() {
        var throttle = AttemptThrottle()
        for _ in 1...5 { throttle.recordFailure(of: peer, at: start) }
        #expect(throttle.wait(for: peer, at: start + .milliseconds(500)) == .milliseconds(1500))
    }

    @Test func `ten quiet minutes wipe the slate`() {
        var throttle = AttemptThrottle()
        for _ in 1...9 { throttle.recordFailure(of: peer, at: start) }
        let later = start + .seconds(600)
        throttle.recordFailure(of: peer, at: later)
        #expect(throttle.wait(for: peer, at: later) == nil)
    }

    @Test(arguments: [
        ("192.168.1.33", "192.168.1.33", true), ("192.168.1.33", "192.168.1.34", false),
        ("2001:db8::1", "2001:db8::ffff:1", true), ("2001:db8::1", "2001:db8:0:1::1", false),
        ("::ffff:192.168.1.33", "192.168.1.33", true), ("127.0.0.1", "::1", true),
        ("127.0.0.1", "127.9.9.9", true),
    ])
    func `peers are told apart by address or network`(first: String, second: String, isSame: Bool) throws {
        var throttle = AttemptThrottle()
        for _ in 1...5 { throttle.recordFailure(of: try address(first), at: start) }
        #expect((throttle.wait(for: try address(second), at: start) != nil) == isSame)
    }

    @Test func `many machines that take turns are slowed down, this one is not`() {
        var throttle = AttemptThrottle()
        for number in 0..<100 { throttle.recordFailure(of: .v4(0x0A00_0000 + UInt32(number)), at: start) }
        #expect(throttle.wait(for: peer, at: start) == .seconds(30))
        #expect(throttle.wait(for: .v4(0x7F00_0001), at: start) == nil)
        #expect(throttle.wait(for: peer, at: start + .seconds(30)) == nil)
    }

    @Test func `a flood of peers does not wash out the latest`() {
        var throttle = AttemptThrottle()
        var now = start
        for number in 0..<5000 {
            now = now + .milliseconds(1)
            throttle.recordFailure(of: .v4(0x0A00_0000 + UInt32(number)), at: now)
        }
        for _ in 1...5 { throttle.recordFailure(of: peer, at: now) }
        #expect(throttle.wait(for: peer, at: now) != nil)
    }
}
