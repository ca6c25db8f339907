/// The secret of the admin listener, kept in `admin.token` for the command line.
package enum AdminToken {
    private static let name = "admin.token"
    private static let byteCount = 32

    /// The token that is there, or a new one.
    package static func load(
        in home: HomeDirectory, using generator: inout some RandomNumberGenerator
    ) throws(HomeError) -> Secret {
        if let token = try read(in: home) { return token }
        let token = Secret.hexDigits(ofBytes: byteCount, using: &generator)
        try home.file(name).replace(with: Array("\(token)\n".utf8))
        return Secret(token)
    }

    /// The token that is there, or a new one from the system's random numbers.
    package static func load(in home: HomeDirectory) throws(HomeError) -> Secret {
        var generator = SystemRandomNumberGenerator()
        return try load(in: home, using: &generator)
    }

    /// The token that is there, nil before the first start.
    package static func read(in home: HomeDirectory) throws(HomeError) -> Secret? {
        let file = home.file(name)
        guard let bytes = try file.read() else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).trimmingASCIIWhitespace
        guard text.utf8.count == byteCount * 2, text.utf8.allSatisfy(TextRule.isHexDigit) else {
            throw .damaged(path: file.path, expected: "\(byteCount * 2) hex digits")
        }
        return Secret(text)
    }
}
