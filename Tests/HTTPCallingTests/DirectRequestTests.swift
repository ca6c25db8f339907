import HTTPCore
import Testing

@testable import HTTPCalling

struct DirectRequestTests {
    private func text(_ request: ClientRequest) throws -> String {
        let target = try #require(DirectTarget(request))
        return String(decoding: DirectRequest.bytes(of: request, to: target), as: UTF8.self)
    }

    @Test(arguments: [
        ("", "/"), ("/", "/"), ("?a=b", "/?a=b"), ("/a/../b?c=%20", "/a/../b?c=%20"), ("//x", "//x"),
    ])
    func `the target is the path as it was written, and never empty`(path: String, target: String) throws {
        let text = try text(ClientRequest(.get, "http://[::1]:8080" + path))
        #expect(
            text == "GET \(target) HTTP/1.1\r\nHost: [::1]:8080\r\nAccept-Encoding: identity\r\n\r\n")
    }

    @Test(arguments: [
        (Method.get, "", ""), (.head, "", ""), (.delete, "", ""), (.post, "", "Content-Length: 0\r\n"),
        (.put, "", "Content-Length: 0\r\n"), (.patch, "", "Content-Length: 0\r\n"),
        (.get, "{}", "Content-Length: 2\r\n"), (.post, "{}", "Content-Length: 2\r\n"),
    ])
    func `the length is told where something is sent or could be`(
        method: Method, body: String, length: String
    ) throws {
        let text = try text(ClientRequest(method, "http://127.0.0.1/", body: Array(body.utf8)))
        #expect(
            text
                == "\(method.rawValue) / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\(length)\r\n"
                + body)
    }

    @Test
    func `fields keep their order, and those of the connection are not the request's to write`() throws {
        var fields = Fields()
        for name in [
            "x-b", "Host", "connection", "Keep-Alive", "transfer-encoding", "content-length", "TE", "trailer",
            "upgrade", "Expect", "proxy-connection", "x-a",
        ] {
            _ = fields.append(name: Array(name.utf8)[...], bytes: Array("1".utf8)[...])
        }
        fields.append(FieldName("x-empty"), "")
        fields.append(.acceptEncoding, "br")
        let text = try text(ClientRequest(.get, "http://127.0.0.1/", fields: fields))
        #expect(
            text.lowercased() == "get / http/1.1\r\nhost: 127.0.0.1\r\nx-b: 1\r\nx-a: 1\r\nx-empty:\r\n"
                + "accept-encoding: br\r\n\r\n")
    }
}
