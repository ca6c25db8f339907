extension RequestTarget {
    /// Reads the target of a request line; nil unless its shape is one that the method may use.
    init?(parsing bytes: ArraySlice<UInt8>, method: Method) {
        switch (bytes.first, method) {
        case (_, .connect):
            guard let authority = Authority(parsing: bytes), authority.port != nil else { return nil }
            self.init(form: .authority, path: "", query: nil)
        case (0x2F, _):
            self.init(form: .origin, pathAndQuery: bytes)
        case (0x2A, .options):
            guard bytes.count == 1 else { return nil }
            self.init(form: .asterisk, path: "*", query: nil)
        default:
            self.init(absolute: bytes)
        }
    }

    /// Reads `scheme://authority/path?query`; an empty path means the root.
    private init?(absolute bytes: ArraySlice<UInt8>) {
        guard let colon = bytes.firstIndex(of: 0x3A), let first = bytes.first, ASCII.isLetter(first) else {
            return nil
        }
        let scheme = bytes[..<colon]
        guard scheme.allSatisfy(ASCII.isScheme) else { return nil }
        let rest = bytes[(colon + 1)...]
        guard rest.starts(with: [0x2F, 0x2F]) else { return nil }
        let afterSlashes = rest.dropFirst(2)
        let authorityEnd = afterSlashes.firstIndex { $0 == 0x2F || $0 == 0x3F } ?? afterSlashes.endIndex
        guard let authority = Authority(parsing: afterSlashes[..<authorityEnd]) else { return nil }
        let form = Form.absolute(
            scheme: String(decoding: scheme.map(ASCII.lowercased), as: UTF8.self), authority)
        self.init(form: form, pathAndQuery: afterSlashes[authorityEnd...])
    }

    private init?(form: Form, pathAndQuery bytes: ArraySlice<UInt8>) {
        let pathEnd = bytes.firstIndex(of: 0x3F) ?? bytes.endIndex
        let path = bytes[..<pathEnd]
        guard Self.isWellFormed(path, ASCII.isPath) else { return nil }
        var query: String?
        if pathEnd < bytes.endIndex {
            let rest = bytes[(pathEnd + 1)...]
            guard Self.isWellFormed(rest, ASCII.isQuery) else { return nil }
            query = String(decoding: rest, as: UTF8.self)
        }
        self.init(form: form, path: path.isEmpty ? "/" : String(decoding: path, as: UTF8.self), query: query)
    }

    /// Whether every byte is allowed and every percent sign has its two digits.
    @inline(__always)
    private static func isWellFormed(_ bytes: ArraySlice<UInt8>, _ isAllowed: (UInt8) -> Bool) -> Bool {
        var digitsOwed = 0
        for byte in bytes {
            if digitsOwed > 0 {
                guard ASCII.hexValue(byte) != nil else { return false }
                digitsOwed -= 1
            } else {
                guard isAllowed(byte) else { return false }
                if byte == 0x25 { digitsOwed = 2 }
            }
        }
        return digitsOwed == 0
    }
}
