internal import HTTPCore

/// The fields that speak of one connection or of framing, which are the client's own to write.
enum ConnectionFields {
    static func contain(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.count {
        case 2: ASCII.matches(name, "te")
        case 4: ASCII.matches(name, "host")
        case 6: ASCII.matches(name, "expect")
        case 7: ASCII.matches(name, "upgrade") || ASCII.matches(name, "trailer")
        case 10: ASCII.matches(name, "connection") || ASCII.matches(name, "keep-alive")
        case 14: ASCII.matches(name, "content-length")
        case 16: ASCII.matches(name, "proxy-connection")
        case 17: ASCII.matches(name, "transfer-encoding")
        default: false
        }
    }
}
