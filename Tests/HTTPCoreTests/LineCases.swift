import HTTPCore

extension WireCase {
    /// Rows 26 to 51, as far as the parser decides them: lines, bytes, request line, Host, sizes, expectations.
    static let lines: [WireCase] =
        lineEnds + bytes + foreignProtocols + hosts + targets + versions + sizes + expectations

    private static let lineEnds: [WireCase] =
        refused(
            26, 400,
            of: ["GET / HTTP/1.1\nHost: h\n\n", "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n", get("X: a\n")])
        + refused(
            27, 400,
            of: ["GET / HTTP/1.1\rHost: h\r\n\r\n", get("X: a\rb"), "GET / HTTP/1.1\r\nHost: h\r\n\rX"])
        + accepted(31, of: ["\r\n" + get()])
        + accepted(31, 2, of: [post("Content-Length: 5", body: "hello\r\n") + get()])
        + refused(31, 400, of: [String(repeating: "\r\n", count: 1000), "\rGET / HTTP/1.1\r\n"])

    private static let controls: [UInt8] = Array(0x00...0x08) + [0x0B, 0x0C] + Array(0x0E...0x1F) + [0x7F]

    private static let bytes: [WireCase] =
        controls.flatMap { control in
            let text = String(UnicodeScalar(control))
            return refused(
                28, 400, of: [get("X: a\(text)b"), get("X\(text)Y: v"), get("X: 12345678\(text)")])
        }
        + refused(
            29, 400, of: [": v", "Bad[Name: v", "Näme: v", "NoColon", "X\tY: v", "X Y: v"].map { get($0) })
        + accepted(30, of: [get("X: é ü \u{1F600}")])
        + [
            WireCase(
                row: 30,
                wire: Array("GET / HTTP/1.1\r\nHost: h\r\nX: ".utf8) + Array(0x80...0xFF)
                    + Array("\r\n\r\n".utf8),
                outcome: .accepted(1))
        ]

    private static let foreignProtocols: [WireCase] =
        refused(32, 501, of: ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"])
        + refused(32, 400, of: ["SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"])
        + refused(32, 400, of: ["PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n"])
        + refused(32, 400, of: ["\r\n\r\n\0\r\nQUIT\n", "\u{16}\u{3}\u{1}\u{2}\0\u{1}"])

    private static let hosts: [WireCase] =
        refused(33, 400, of: ["GET / HTTP/1.1\r\n\r\n"])
        + refused(
            33, 400,
            of: [
                "a, b", "u@h", "h/p", "", "h:99999", "[::1", "h:", "h:+1", "h:1:2", "[::1]x", "[1]", "a..b",
                ".a", "a b",
                "1.2.3", "1.2.3.256", "127.0.0.01", "[::1%25eth0]", "hé", "[127.0.0.1]", "a\\b",
            ].map { "GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n" })
        + refused(33, 400, of: ["h", "other"].map { get("Host: \($0)") })
        + accepted(34, of: ["GET http://127.0.0.1:8045/healthz HTTP/1.1\r\nHost: 127.0.0.1:8045\r\n\r\n"])
        + accepted(
            35,
            of: ["http://evil.example/", "https://h", "ftp://h/?q"].map {
                "GET \($0) HTTP/1.1\r\nHost: h\r\n\r\n"
            })

    private static let targets: [WireCase] =
        accepted(36, of: ["CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"])
        + accepted(37, of: ["OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"])
        + refused(
            37, 400,
            of: [
                "GET *", "OPTIONS */x", "CONNECT /", "CONNECT example.com", "GET example.com:80",
                "GET http:///x",
            ].map {
                "\($0) HTTP/1.1\r\nHost: h\r\n\r\n"
            })
        + refused(
            38, 400,
            of: [
                "GET /a#b HTTP/1.1", "GET /a b HTTP/1.1", "GET  / HTTP/1.1", "GET\t/\tHTTP/1.1",
                "GET / HTTP/1.1 ",
                " GET / HTTP/1.1", "GET /", "GET", "GET ", "GET / ",
            ].map { $0 + "\r\nHost: h\r\n\r\n" })
        + refused(39, 501, of: ["get / HTTP/1.1\r\n", "FOOBAR / HTTP/1.1\r\n"])
        + refused(39, 400, of: [String(repeating: "A", count: 100 * 1024)])
        + accepted(40, of: ["DELETE", "TRACE"].map { "\($0) /healthz HTTP/1.1\r\nHost: h\r\n\r\n" })
        + accepted(
            43, of: ["/%00", "/%c0%af", "/a?b=%0d%0a"].map { "GET \($0) HTTP/1.1\r\nHost: h\r\n\r\n" })
        + refused(
            43, 400,
            of: ["/%0d%0aX: y", "/%zz", "/%", "/%4", "/é", "/a\\b", "/?a=%zz", "/\"", "/?<"].map {
                "GET \($0) HTTP/1.1\r\nHost: h\r\n\r\n"
            })

    private static let versions: [WireCase] =
        accepted(41, of: ["GET / HTTP/1.2\r\nHost: h\r\n\r\n", "GET / HTTP/1.9\r\nHost: h\r\n\r\n"])
        + refused(41, 505, of: ["9.9", "2.0", "0.9"].map { "GET / HTTP/\($0)\r\nHost: h\r\n\r\n" })
        + refused(
            41, 400,
            of: ["HTTP/1", "HTTP/01.1", "http/1.1", "HTTP/1.10", "HTTP/ 1.1", "HTTP/1,1", "HTTP/x.1"].map {
                "GET / \($0)\r\nHost: h\r\n\r\n"
            })
        + refused(41, 400, of: ["GET /\r\n"])

    private static func path(of length: Int) -> String { "/" + String(repeating: "a", count: length - 1) }

    private static let sizes: [WireCase] =
        accepted(42, of: [8000, 16 * 1024].map { "GET \(path(of: $0)) HTTP/1.1\r\nHost: h\r\n\r\n" })
        + refused(
            42, 414, of: [16 * 1024 + 1, 20 * 1024, 1024 * 1024].map { "GET \(path(of: $0)) HTTP/1.1\r\n" })
        + refused(
            44, 431,
            of: [
                get(String(repeating: "a: b\r\n", count: 10_000)),
                get("X: " + String(repeating: "v", count: 100 * 1024)),
                get("Cookie: " + String(repeating: "c", count: 64 * 1024)),
                get(String(repeating: "a: " + String(repeating: "v", count: 8 * 1024) + "\r\n", count: 128)),
                get(String(repeating: "n", count: 40 * 1024) + ": v"),
                get("X:" + String(repeating: " ", count: 40 * 1024)),
            ])
        + refused(45, 413, of: [post("Content-Length: 68157440"), chunked("4000001\r\n")])

    private static let expectations: [WireCase] =
        accepted(46, of: [post("Expect: 100-Continue", "Content-Length: 5", body: "hello")])
        + refused(
            47, 417,
            of: [
                get("Expect: 200-ok"), post("Expect: 100-continue, x"),
                get("Expect: 100-continue", "Expect: 100-continue"),
            ])
        + accepted(47, of: ["POST / HTTP/1.0\r\nExpect: 200-ok\r\nContent-Length: 5\r\n\r\nhello"])
        + accepted(49, 100, of: [String(repeating: get(), count: 100)])
}
