import HTTPCore
import Testing

/// Bytes of a row of the wire table and what must become of them.
struct WireCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable, Equatable {
        /// So many whole messages and no error.
        case accepted(Int)
        /// So many whole messages, then an error with this status.
        case refused(Int, after: Int)
        /// No error, but the message is not whole.
        case waiting
    }

    let row: Int
    let wire: [UInt8]
    let outcome: Outcome

    var testDescription: String {
        "C2-\(row): \(String(decoding: wire.prefix(120), as: UTF8.self).debugDescription)"
    }

    static func refused(_ row: Int, _ status: Int, after: Int = 0, of wires: [String]) -> [WireCase] {
        wires.map { WireCase(row: row, wire: Array($0.utf8), outcome: .refused(status, after: after)) }
    }

    static func accepted(_ row: Int, _ count: Int = 1, of wires: [String]) -> [WireCase] {
        wires.map { WireCase(row: row, wire: Array($0.utf8), outcome: .accepted(count)) }
    }

    /// A GET with the given lines under the request line.
    static func get(_ lines: String...) -> String {
        "GET / HTTP/1.1\r\nHost: h\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// A POST with the given header lines and body.
    static func post(_ lines: String..., body: String = "") -> String {
        "POST /v1/x HTTP/1.1\r\nHost: h\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    /// A POST whose body is already in chunks.
    static func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked", body: body) }
}
