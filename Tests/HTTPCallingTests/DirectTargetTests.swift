import HTTPCore
import Reactor
import Testing

@testable import HTTPCalling

/// Which requests go over the loop's own streams, and where to.
struct DirectTargetTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let url: String
        let addresses: [String]
        let authority: String
        let path: String
        var testDescription: String { url }
    }

    static let examples = [
        Example(url: "http://127.0.0.1", addresses: ["127.0.0.1:80"], authority: "127.0.0.1", path: ""),
        Example(
            url: "HTTP://10.1.2.3:8080/a/b?c=d/e", addresses: ["10.1.2.3:8080"], authority: "10.1.2.3:8080",
            path: "/a/b?c=d/e"),
        Example(
            url: "http://127.0.0.1:1?q=/x", addresses: ["127.0.0.1:1"], authority: "127.0.0.1:1",
            path: "?q=/x"),
        Example(
            url: "http://[::1]:65535/", addresses: ["[::1]:65535"], authority: "[::1]:65535", path: "/"),
        Example(
            url: "http://[2001:DB8::7]/", addresses: ["[2001:db8::7]:80"], authority: "[2001:DB8::7]",
            path: "/"),
        Example(
            url: "http://LocalHost:11434/v1", addresses: ["127.0.0.1:11434", "[::1]:11434"],
            authority: "LocalHost:11434", path: "/v1"),
    ]

    @Test(arguments: examples)
    func `a plain address is called directly`(example: Example) throws {
        let target = try #require(DirectTarget(ClientRequest(.get, example.url)))
        #expect(target.addresses.map(\.description) == example.addresses)
        #expect(Array(target.authority) == Array(example.authority.utf8))
        #expect(Array(target.path) == Array(example.path.utf8))
    }

    @Test(arguments: [
        "https://127.0.0.1/", "http://upstream.example/", "http://localhost.example/", "http://localhost./",
        "http://upstream.localhost/", "http://127.1/", "http://0x7f.0.0.1/", "http://2130706433/",
        "http://127.0.0.1:/", "http://127.0.0.1:65536/", "http://127.0.0.1:+80/", "http://[::1/",
        "http://[fe80::1%25eth0]/", "http://u@127.0.0.1/", "http://", "ftp://127.0.0.1/",
    ])
    func `everything else is left to libcurl or refused`(url: String) {
        #expect(DirectTarget(ClientRequest(.get, url)) == nil)
    }

    @Test
    func `a proxy is libcurl's business`() throws {
        let proxy = try #require(UpstreamProxy("http://127.0.0.1:3128"))
        #expect(DirectTarget(ClientRequest(.get, "http://127.0.0.1/", proxy: proxy)) == nil)
    }

    @Test(arguments: [(0, true), (65_536, true), (65_537, false)])
    func `a body that may not fit into a socket is libcurl's business`(size: Int, isDirect: Bool) {
        let body = [UInt8](repeating: 0, count: size)
        let target = DirectTarget(ClientRequest(.post, "http://127.0.0.1/", body: body))
        #expect((target != nil) == isDirect)
    }
}
