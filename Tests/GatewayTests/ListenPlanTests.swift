import Gateway
import Reactor
import Testing

struct ListenPlanTests {
    @Test func `this machine is reached by both kinds of address`() {
        #expect(
            ListenPlan(port: 8045, allowsLAN: false).addresses.map(\.description) == [
                "127.0.0.1:8045", "[::1]:8045",
            ])
    }

    @Test func `the network is let in by IPv4 only`() {
        #expect(
            ListenPlan(port: 1, allowsLAN: true).addresses.map(\.description) == ["0.0.0.0:1", "[::1]:1"])
    }
}
