/// The words of a command line, taken one by one.
struct Words {
    private var rest: ArraySlice<String>

    init(_ words: ArraySlice<String>) { rest = words }

    /// The next word if it is not an option.
    mutating func takeName() -> String? {
        guard let first = rest.first,
            !first.hasPrefix("-") || first == "-h" || ["--help", "--version"].contains(first)
        else { return nil }
        return rest.popFirst()
    }

    /// The next word, whatever it is.
    mutating func take() -> String? { rest.popFirst() }

    /// The word that belongs to an option.
    mutating func value(of option: String) throws(Command.Misuse) -> String {
        guard let value = rest.popFirst() else { throw Command.Misuse(message: "\(option) wants a value") }
        return value
    }

    /// A port; only digits, as `Int` would also take a sign.
    mutating func port(of option: String) throws(Command.Misuse) -> UInt16 {
        let text = try value(of: option)
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text)
        else {
            throw Command.Misuse(message: "\(option) wants a port from 0 to 65535, not \(text)")
        }
        return port
    }

    /// `--home DIR` or nothing.
    mutating func takeOnlyHome() throws(Command.Misuse) -> String? {
        guard rest.first == "--home" else { return nil }
        rest.removeFirst()
        return try value(of: "--home")
    }

    func expectEnd() throws(Command.Misuse) {
        if let word = rest.first { throw Command.Misuse(message: "unexpected \(word)") }
    }
}
