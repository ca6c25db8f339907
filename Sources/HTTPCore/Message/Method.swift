/// The methods that this server knows; any other token is answered 501.
package enum Method: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
    case trace = "TRACE"
    case connect = "CONNECT"

    /// Reads a token byte by byte: `get` is not `GET`.
    init?(parsing bytes: Span<UInt8>) {
        guard let method = Self.allCases.first(where: { $0.isSpelled(by: bytes) }) else { return nil }
        self = method
    }

    private func isSpelled(by bytes: Span<UInt8>) -> Bool {
        let name = rawValue.utf8
        guard name.count == bytes.count else { return false }
        var index = 0
        for byte in name {
            guard bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }
}
