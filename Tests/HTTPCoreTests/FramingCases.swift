import HTTPCore

extension WireCase {
    /// Rows 1 to 25: where a body ends.
    static let framing: [WireCase] = bothFramings + lengths + codings + chunkLines + afterTheBody

    private static let bothFramings: [WireCase] =
        refused(
            1, 400,
            of: [
                post("Content-Length: 6", "Transfer-Encoding: chunked", body: "0\r\n\r\nX"),
                post("Transfer-Encoding: chunked", "Content-Length: 6", body: "0\r\n\r\nX"),
            ])
        + refused(
            2, 400,
            of: [
                post(
                    "Content-Length: 48", "Transfer-Encoding: chunked",
                    body: "0\r\n\r\nGET /admin HTTP/1.1\r\nHost: 127.0.0.1:8045\r\n\r\n")
            ])

    private static let lengths: [WireCase] =
        refused(
            3, 400,
            of: [
                post("Content-Length: 5", "Content-Length: 10", body: "helloworld"),
                post("Content-Length: 5, 10", body: "helloworld"),
            ])
        + refused(
            4, 400,
            of: [
                post("Content-Length: 5", "Content-Length: 5", body: "hello"),
                post("Content-Length: 5, 5", body: "hello"),
            ])
        + refused(
            5, 400,
            of: [
                "+5", "-1", "-0", "0x5", "0o5", "1_0", "1 0", "5.0", "5;", "", "٥", "５",
                "99999999999999999999",
                "9223372036854775808", "9223372036854775807", "1000000000000000",
            ].map { post("Content-Length: \($0)", body: "hello") })
        + refused(6, 400, of: ["005", "00"].map { post("Content-Length: \($0)", body: "hello") })
        + accepted(
            7,
            of: ["Content-Length:  5", "Content-Length: 5 ", "Content-Length:\t5"].map {
                post($0, body: "hello")
            })

    private static let codings: [WireCase] =
        refused(
            8, 400,
            of: [
                "xchunked", "chunked, gzip", "identity", "chunked, chunked", "chunked;q=1", "\u{B}chunked",
                "\u{C}chunked", "chunked\0", "\"chunked\"", "chun\u{212A}ed", ", chunked", "chunked,", "",
                "gzip;q=1, chunked", "gzip,, chunked",
            ].map { post("Transfer-Encoding: \($0)", body: "0\r\n\r\n") })
        + refused(9, 501, of: [post("Transfer-Encoding: gzip, chunked", body: "0\r\n\r\n")])
        + accepted(
            10,
            of: ["Transfer-Encoding: Chunked", "Transfer-Encoding:\tchunked"].map {
                post($0, body: "0\r\n\r\n")
            })
        + refused(
            11, 400,
            of: ["identity", "chunked"].map {
                post("Transfer-Encoding: chunked", "Transfer-Encoding: \($0)", body: "0\r\n\r\n")
            })
        + refused(12, 400, of: ["POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"])
        + refused(
            13, 400,
            of: ["Transfer-Encoding : chunked", "Content-Length : 5", "Transfer-Encoding\t: chunked"].map {
                post($0)
            })
        + refused(
            14, 400, of: [post("Transfer-Encoding:\r\n chunked"), get("X: a\r\n b"), get("X: a\r\n\tb")])
        + refused(
            15, 400,
            of: [
                "GET / HTTP/1.1\r\n Host: h\r\n\r\n",
                "GET / HTTP/1.1\r\n Transfer-Encoding: chunked\r\nHost: h\r\n\r\n",
            ])

    private static let chunkLines: [WireCase] =
        refused(
            16, 400,
            of: [
                "0x5", "+5", "-1", " 5", "5 ", "1_0", "", "G", "5;", "5;\0", "5;a\rb", "5;a\nb", "5;=x",
                "FFFFFFFFFFFFFFFF0", "7FFFFFFFFFFFFFFF", String(repeating: "0", count: 63) + "5", "5;a=\"b",
                "5;a b",
                "5;a=", "5;a=b c", "5;a=\"b\"c",
            ].map { chunked("\($0)\r\nhello\r\n0\r\n\r\n") })
        + refused(
            17, 400,
            of: ["5\nhello\n0\n\n", "5\r\nhello\n0\r\n\r\n", "0\r\n\n", "5\r\nhello\r\n0\r\n\n"].map(chunked))
        + refused(
            18, 400,
            of: ["5\r\nhello!!\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello\r0\r\n\r\n"].map(chunked))
        + accepted(
            19,
            of: [
                "5;a=b;c=\"d;e\"\r\nhello\r\n0\r\n\r\n", "a\r\n0123456789\r\n0\r\n\r\n",
                "A\r\n0123456789\r\n0\r\n\r\n",
                "000\r\n\r\n", "5 ; a = \"\\\"\" ;b\r\nhello\r\n0;last\r\n\r\n",
                "000000000005\r\nhello\r\n0\r\n\r\n",
            ].map(chunked))
        + refused(
            20, 400,
            of: [
                chunked("5;a=" + String(repeating: "x", count: 64 * 1024) + "\r\nhello\r\n0\r\n\r\n"),
                chunked(
                    String(repeating: "1;" + String(repeating: "x", count: 200) + "\r\nx\r\n", count: 1000)),
            ])
        + accepted(
            21,
            of: [
                chunked(
                    "5\r\nhello\r\n0\r\nContent-Length: 50\r\nHost: evil\r\nAuthorization: Bearer K\r\n"
                        + "Transfer-Encoding: chunked\r\nX-Ok: 1\r\n\r\n")
            ])
        + refused(
            21, 431, of: [chunked("0\r\n" + String(repeating: "a: b\r\n", count: 10_000) + "\r\n")])
        + refused(21, 400, of: [chunked("0\r\n a: b\r\n\r\n"), chunked("0\r\nnocolon\r\n\r\n")])

    private static let afterTheBody: [WireCase] =
        accepted(
            22,
            of: [post("Transfer_Encoding: chunked", "Content_Length: 99", "Content-Length: 5", body: "hello")]
        )
        + accepted(
            23, 2,
            of: ["GET", "HEAD", "OPTIONS", "DELETE"].map {
                "\($0) /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" + get()
            })
        + refused(24, 501, after: 1, of: [post("Content-Length: 0", body: "X" + get())])
        + [
            post("Content-Length: 5", body: "hell"), chunked("5\r\nhello\r\n"), chunked("5\r\nhel"),
            chunked("0\r\n"), chunked("0\r\na: b\r\n"),
        ].map { WireCase(row: 25, wire: Array($0.utf8), outcome: .waiting) }
}
