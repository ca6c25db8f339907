/// The host and port that a caller wants to reach.
package struct Authority: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case name
        case ipv4
        case ipv6
    }

    /// In lower case, an IPv6 address without brackets and in its shortest spelling.
    package let host: String
    package let port: Int?
    package let kind: Kind

    /// Reads `host`, `host:port` or `[address]:port`.
    ///
    /// Stricter than RFC 3986: a name is made of letters, digits, `-`, `_` and single dots, there is no user
    /// information, a port has digits, and what ends like an IPv4 address must be a whole one.
    package init?(parsing bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first else { return nil }
        let rest: ArraySlice<UInt8>
        if first == 0x5B {
            guard let close = bytes.firstIndex(of: 0x5D) else { return nil }
            let inside = bytes[bytes.index(after: bytes.startIndex)..<close]
            guard let address = IPAddress(parsing: inside), case .v6 = address else { return nil }
            kind = .ipv6
            host = address.text
            rest = bytes[bytes.index(after: close)...]
        } else {
            let end = bytes.firstIndex(of: 0x3A) ?? bytes.endIndex
            guard let (kind, host) = Self.name(bytes[..<end]) else { return nil }
            self.kind = kind
            self.host = host
            rest = bytes[end...]
        }
        if rest.isEmpty {
            port = nil
        } else {
            guard rest.first == 0x3A, let port = ASCII.decimal(rest.dropFirst(), digits: 5), port < 65_536
            else {
                return nil
            }
            self.port = port
        }
    }

    /// Reads the same from any other collection of bytes, by way of a copy.
    package init?(parsing bytes: some Collection<UInt8>) { self.init(parsing: Array(bytes)[...]) }

    /// As it stands in a URL.
    package var text: String {
        let name = kind == .ipv6 ? "[\(host)]" : host
        return port.map { "\(name):\($0)" } ?? name
    }

    /// The longest name that DNS can carry, with its final dot.
    private static let longestName = 254

    private static func name(_ bytes: ArraySlice<UInt8>) -> (Kind, String)? {
        guard !bytes.isEmpty, bytes.count <= longestName else { return nil }
        var labelLength = 0
        var lastLabelIsNumber = true
        for byte in bytes {
            if byte == 0x2E {
                guard labelLength > 0 else { return nil }
                labelLength = 0
            } else {
                guard ASCII.isHostName(byte) else { return nil }
                if labelLength == 0 { lastLabelIsNumber = true }
                labelLength += 1
                lastLabelIsNumber = lastLabelIsNumber && ASCII.isDigit(byte)
            }
        }
        if lastLabelIsNumber {
            guard IPAddress(parsing: bytes) != nil else { return nil }
            return (.ipv4, String(decoding: bytes, as: UTF8.self))
        }
        return (.name, String(decoding: bytes.map(ASCII.lowercased), as: UTF8.self))
    }
}
