import HTTPCore
import Testing

@testable import HTTPCalling

@Suite(.timeLimit(.minutes(1)))
struct ProxyTests {
    private static let hello = ScriptedUpstream.Step.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    @Test
    func `an http proxy is told the whole URL, and the password alone`() async throws {
        let proxy = ScriptedUpstream([.expectRequest, Self.hello])
        let address = try #require(UpstreamProxy("http://user:pass@127.0.0.1:\(proxy.port)"))
        try await Caller.run { caller in
            let response = try await caller.get("http://upstream.example/a") { $0.proxy = address }
            #expect(try await response.text() == "hello")
        }
        let request = await proxy.nextRequest()
        #expect(request.hasPrefix("GET http://upstream.example/a HTTP/1.1\r\nHost: upstream.example\r\n"))
        #expect(request.contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n"))
    }

    @Test
    func `a tunnel is asked for without the fields of the request`() async throws {
        let proxy = ScriptedUpstream([
            .expectRequest, .send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"), .awaitClose,
        ])
        let address = try #require(UpstreamProxy("http://127.0.0.1:\(proxy.port)"))
        try await Caller.run { caller in
            await #expect(throws: ClientError.proxy) {
                _ = try await caller.get("https://upstream.example/a") {
                    $0.proxy = address
                    $0.fields.append(.authorization, "secret")
                }
            }
        }
        let request = await proxy.nextRequest()
        #expect(request.hasPrefix("CONNECT upstream.example:443 HTTP/1.1\r\n"))
        #expect(!request.contains("secret"))
    }

    @Test
    func `a socks5h proxy resolves the name`() async throws {
        let proxy = ScriptedUpstream([
            .expectBytes, .send([5, 0]), .expectBytes, .send([5, 0, 0, 1, 127, 0, 0, 1, 0, 80]),
            .expectRequest,
            Self.hello,
        ])
        let address = try #require(UpstreamProxy("socks5h://127.0.0.1:\(proxy.port)"))
        try await Caller.run { caller in
            let response = try await caller.get("http://name.invalid/a") { $0.proxy = address }
            #expect(try await response.text() == "hello")
        }
        #expect(await proxy.waits(for: .bytes([5, 1, 0, 3, 12] + Array("name.invalid".utf8) + [0, 80])))
        #expect(await proxy.nextRequest().hasPrefix("GET /a HTTP/1.1\r\nHost: name.invalid\r\n"))
    }

    @Test
    func `a proxy that is not there or says no is the proxy's fault`() async throws {
        let refusing = ScriptedUpstream([
            .expectBytes, .send([5, 0]), .expectBytes, .send([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]),
        ])
        let addresses = [
            "socks5h://127.0.0.1:\(refusing.port)", "http://127.0.0.1:\(ScriptedUpstream.unusedPort())",
            "http://name.invalid:3128",
        ]
        try await Caller.run { caller in
            for address in addresses {
                let proxy = try #require(UpstreamProxy(address))
                await #expect(throws: ClientError.proxy) {
                    _ = try await caller.get("http://upstream.example/") { $0.proxy = proxy }
                }
            }
        }
    }

    @Test
    func `the rule is asked about the proxy's address`() async throws {
        let proxy = ScriptedUpstream([.expectRequest, Self.hello])
        let address = try #require(UpstreamProxy("http://127.0.0.1:\(proxy.port)"))
        try await Caller.run { caller in
            await #expect(throws: ClientError.refusedAddress) {
                _ = try await caller.get("http://upstream.example/") {
                    $0.proxy = address
                    $0.addressRule = AddressRule()
                }
            }
        }
    }

    @Test
    func `a request without a proxy does not inherit the one before`() async throws {
        let proxy = ScriptedUpstream([.expectRequest, Self.hello])
        let upstream = ScriptedUpstream([.expectRequest, Self.hello])
        let address = try #require(UpstreamProxy("http://127.0.0.1:\(proxy.port)"))
        try await Caller.run { caller in
            for via in [address, nil] {
                let response = try await caller.get(upstream.url) { $0.proxy = via }
                #expect(try await response.text() == "hello")
            }
        }
        #expect(await upstream.nextRequest().hasPrefix("GET / "))
    }

    @Test(arguments: [
        "http://proxy", "https://proxy:3128", "socks5://10.0.0.1:1080/", "socks5h://u:p%40@[::1]:1080",
    ])
    func `the address of a proxy is read`(address: String) throws {
        let proxy = try #require(UpstreamProxy(address))
        #expect("\(proxy)" == "«proxy»")
    }

    @Test(arguments: [
        "", "proxy:3128", "socks4://proxy", "ftp://proxy", "http://", "http://:3128", "http://u@",
        "http://proxy/path",
        "http://proxy?x", "http://pro xy", "http://proxy\r\nX: y", "file:///etc/passwd",
    ])
    func `what is no address of a proxy is refused`(address: String) {
        #expect(UpstreamProxy(address) == nil)
    }
}
