import HTTPCore
import HTTPServing
import Testing

struct HostPolicyTests {
    private func head(_ target: String, host: String) throws -> RequestHead? {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8).span)
        guard case .head(let head)? = try parser.next() else { return nil }
        return head
    }

    private func isAllowed(
        _ host: String, target: String = "/", by policy: HostPolicy = HostPolicy(),
        at local: IPAddress = .v4(0x7F00_0001)
    ) throws -> Bool {
        policy.allows(try #require(try head(target, host: host)), port: 8045, at: local)
    }

    @Test(arguments: ["127.0.0.1:8045", "LOCALHOST:8045", "[::1]:8045", "[0:0::1]:8045"])
    func `loopback is known by its names`(host: String) throws {
        #expect(try isAllowed(host))
    }

    @Test(arguments: [
        "evil.example:8045", "127.0.0.1.nip.io:8045", "localhost.evil.example:8045", "foo.local:8045",
        "foo.internal:8045", "0.0.0.0:8045", "127.0.0.1:9999", "127.0.0.1", "localhost", "localhost.:8045",
        "127.0.0.2:8045", "[::]:8045", "[::ffff:127.0.0.1]:8045", "host.docker.internal:8045",
        "0x7f000001:8045",
        "192.168.1.5:8045",
    ])
    func `any other name is refused`(host: String) throws {
        #expect(try !isAllowed(host))
    }

    @Test func `exact names can be added`() throws {
        let policy = HostPolicy(allowedHosts: ["Host.Docker.Internal", "10.0.0.1"])
        for host in ["host.docker.internal:8045", "10.0.0.1:8045"] {
            #expect(try isAllowed(host, by: policy))
        }
        for host in ["192.168.1.6:8045", "x.host.docker.internal:8045", "host.docker.internal:80"] {
            #expect(try !isAllowed(host, by: policy))
        }
    }

    @Test(arguments: [("192.168.1.5", "192.168.1.5:8045"), ("fd00::1", "[FD00:0::1]:8045")])
    func `the address that the caller came in by is a name, and no other`(
        address: String, host: String
    ) throws {
        let local = try #require(IPAddress(address))
        #expect(try isAllowed(host, at: local))
        #expect(try !isAllowed("192.168.1.6:8045", at: local))
        #expect(try !isAllowed("evil.example:8045", at: local))
    }

    @Test func `names that mean anything are never good`() throws {
        let policy = HostPolicy(allowedHosts: ["0.0.0.0", "[::]", "*", "*.local", "a.", ""])
        for host in ["0.0.0.0:8045", "[::]:8045", "foo.local:8045", "a.:8045"] {
            #expect(try !isAllowed(host, by: policy))
            #expect(try !isAllowed(host, by: policy, at: .v4(0)))
        }
    }

    @Test func `the absolute form decides`() throws {
        #expect(try isAllowed("127.0.0.1:8045", target: "http://localhost:8045/"))
        #expect(try !isAllowed("127.0.0.1:8045", target: "http://evil.example/v1/models"))
        #expect(try !isAllowed("127.0.0.1:8045", target: "https://127.0.0.1:8045/"))
    }

    @Test func `port 80 may be left out`() throws {
        let head = try #require(try head("/", host: "localhost"))
        #expect(HostPolicy().allows(head, port: 80, at: .v4(0x7F00_0001)))
    }

    @Test func `a request without any host is refused`() throws {
        var parser = RequestParser(limits: HTTPLimits())
        parser.append(Array("GET / HTTP/1.0\r\n\r\n".utf8).span)
        guard case .head(let head)? = try parser.next() else {
            Issue.record("no head")
            return
        }
        #expect(!HostPolicy().allows(head, port: 8045, at: .v4(0x7F00_0001)))
    }
}
