import Settings
import Testing

struct AccountKeyTests {
    private let temporary = TemporaryHome()

    private func error(_ key: AccountKey, _ environment: [String: String] = [:]) throws -> AccountKeyError? {
        let home = try temporary.prepare()
        do {
            _ = try key.resolve(in: home, environment: environment)
            return nil
        } catch {
            return error
        }
    }

    @Test
    func `each form leads to the key`() throws {
        let home = try temporary.prepare()
        let secret = Secret("sk-the-key")
        try temporary.write(" sk-the-key\r\n", to: "openai.key")
        for key in [
            AccountKey.literal(secret), .environment(name: "KEY"), .file(path: "openai.key"),
            .file(path: home.path + "/openai.key"),
        ] {
            #expect(try key.resolve(in: home, environment: ["KEY": "sk-the-key"]) == secret)
        }
    }

    @Test
    func `a reference that leads nowhere says so`() throws {
        #expect(try error(.environment(name: "KEY")) == .variableNotSet(name: "KEY"))
        #expect(try error(.environment(name: "KEY"), ["KEY": " "]) == .notVisibleASCII)
        #expect(try error(.file(path: "none")) == .fileMissing(path: temporary.home + "/none"))
        try temporary.write("two\nlines", to: "two")
        #expect(try error(.file(path: "two")) == .notVisibleASCII)
        try temporary.write("open", to: "open", mode: 0o644)
        #expect(
            try error(.file(path: "open"))
                == .file(.exposed(path: temporary.home + "/open", mode: 0o644, isDirectory: false)))
    }
}
