/// Why a reference does not lead to a key.
package enum AccountKeyError: Error, Sendable, Hashable {
    case variableNotSet(name: String)
    case file(HomeError)
    case fileMissing(path: String)
    /// What was found is empty or cannot stand in a header.
    case notVisibleASCII
}

extension AccountKey {
    /// The key itself, read now from where the reference points.
    package func resolve(
        in home: HomeDirectory, environment: [String: String]
    ) throws(AccountKeyError) -> Secret {
        switch self {
        case .literal(let secret): return secret
        case .environment(let name):
            guard let value = environment[name] else { throw .variableNotSet(name: name) }
            return try Self.secret(value)
        case .file(let path):
            let path = path.hasPrefix("/") ? path : home.path + "/" + path
            return try Self.secret(String(decoding: Self.contents(of: path), as: UTF8.self))
        }
    }

    private static func contents(of path: String) throws(AccountKeyError) -> [UInt8] {
        let contents: [UInt8]?
        do {
            contents = try SecretFile(path: path).read()
        } catch {
            throw .file(error)
        }
        guard let contents else { throw .fileMissing(path: path) }
        return contents
    }

    private static func secret(_ text: String) throws(AccountKeyError) -> Secret {
        let key = text.trimmingASCIIWhitespace
        guard TextRule.isVisibleASCII(key) else { throw .notVisibleASCII }
        return Secret(key)
    }
}

extension AccountKeyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .variableNotSet(let name): "the environment variable \(name) is not set"
        case .file(let error): error.description
        case .fileMissing(let path): "the key file \(path) does not exist"
        case .notVisibleASCII: "the key is empty or has characters that are not visible ASCII"
        }
    }
}
