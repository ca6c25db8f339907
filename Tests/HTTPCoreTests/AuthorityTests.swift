import HTTPCore
import Testing

struct AuthorityTests {
    @Test(arguments: [
        ("LocalHost", "localhost", nil, Authority.Kind.name), ("127.0.0.1:8045", "127.0.0.1", 8045, .ipv4),
        ("[::1]:8045", "::1", 8045, .ipv6), ("[0:0:0:0:0:0:0:1]", "::1", nil, .ipv6),
        ("localhost.:1", "localhost.", 1, .name), ("host_name-1.x", "host_name-1.x", nil, .name),
        ("[2001:DB8::A:0:0:1]", "2001:db8::a:0:0:1", nil, .ipv6), ("0x7f000001", "0x7f000001", nil, .name),
        ("[::ffff:192.0.2.1]:65535", "::ffff:c000:201", 65535, .ipv6),
    ])
    func `hosts have one spelling`(text: String, host: String, port: Int?, kind: Authority.Kind) throws {
        let authority = try #require(Authority(parsing: text.utf8))
        #expect(authority.host == host)
        #expect(authority.port == port)
        #expect(authority.kind == kind)
    }

    @Test(arguments: [
        "[::1]:", "[:::1]", "[1::2::3]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[12345::]", "[::g]",
        "[:1::2]",
        "[1:2:3:4:5:6:7:8::]", "[::1.2.3]", "[1.2.3.4::]", "[]", "[", "]", ":80", "1.2.3.4.5", "999", "a.1",
        "h:065",
    ])
    func `what is not a host is refused`(text: String) {
        #expect(Authority(parsing: text.utf8) == nil)
    }

    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
        ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
        ("0:0:1::", "0:0:1::"), ("fe80::0001", "fe80::1"), ("10.0.0.255", "10.0.0.255"),
    ])
    func `addresses are written one way`(given: String, text: String) throws {
        let address = try #require(IPAddress(given))
        #expect(address.text == text)
        #expect(IPAddress(text) == address)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.0.9", true), ("::1", true), ("::ffff:127.0.0.1", true),
        ("128.0.0.1", false),
        ("::2", false), ("0.0.0.0", false), ("::ffff:10.0.0.1", false), ("::7f00:1", false),
    ])
    func `loopback is known in every spelling`(text: String, isLoopback: Bool) throws {
        #expect(try #require(IPAddress(text)).isLoopback == isLoopback)
    }
}
