import HTTPCore
import Reactor
import Testing

@testable import HTTPCalling

struct AddressRuleTests {
    @Test(arguments: [
        "169.254.169.254", "169.254.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "fe80::1", "febf::1", "ff02::1", "::ffff:169.254.169.254", "::ffff:0.0.0.0",
        "::ffff:224.0.0.1", "64:ff9b::169.254.169.254", "::169.254.169.254", "2002:a9fe:a9fe::1",
    ])
    func `no rule allows an address where no upstream can be`(text: String) throws {
        let peer = SocketAddress(try #require(IPAddress(text)), port: 443)
        #expect(!AddressRule(allowsLoopback: true, allowsPrivate: true).allows(peer))
    }

    @Test(arguments: ["127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1"])
    func `this machine is reached only with permission`(text: String) throws {
        let peer = SocketAddress(try #require(IPAddress(text)), port: 80)
        #expect(!AddressRule().allows(peer))
        #expect(!AddressRule(allowsPrivate: true).allows(peer))
        #expect(AddressRule(allowsLoopback: true).allows(peer))
    }

    @Test(arguments: [
        "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255",
        "198.18.0.1",
        "fc00::1", "fdff::1", "fec0::1", "::ffff:192.168.0.1", "2002:c0a8:0001::1",
    ])
    func `private networks are reached only with permission`(text: String) throws {
        let peer = SocketAddress(try #require(IPAddress(text)), port: 80)
        #expect(!AddressRule().allows(peer))
        #expect(!AddressRule(allowsLoopback: true).allows(peer))
        #expect(AddressRule(allowsPrivate: true).allows(peer))
    }

    @Test(arguments: [
        "1.1.1.1", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.63.0.1", "100.128.0.1", "169.253.1.1",
        "223.255.255.255", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    ])
    func `the rest of the Internet needs no permission`(text: String) throws {
        #expect(AddressRule().allows(SocketAddress(try #require(IPAddress(text)), port: 443)))
    }

    @Test(arguments: ["127.0.0.1", "::ffff:127.0.0.1"])
    func `the gateway does not call its own listeners`(text: String) throws {
        let address = try #require(IPAddress(text))
        let own = SocketAddress(.v4(0x7F00_0001), port: 8045)
        let rule = AddressRule(allowsLoopback: true, refusing: [own])
        #expect(!rule.allows(SocketAddress(address, port: 8045)))
        #expect(rule.allows(SocketAddress(address, port: 8044)))
    }
}
