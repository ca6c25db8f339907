import Settings
import Testing

struct SettingsFileErrorTests {
    private func message(_ text: String) -> String? {
        do throws(SettingsFileError) {
            _ = try GatewaySettings(
                parsing: Array(text.utf8), file: "config.json", keyIfMissing: GatewaySettingsTests.key)
            return nil
        } catch {
            return error.description
        }
    }

    @Test
    func `a wrong value is found by line and column`() {
        let text = """
            {
              "version": 1,
              "proxy": {
                "auto_start": true,
                "port": 99999
              }
            }
            """
        #expect(message(text) == "config.json:5:13: proxy.port must be 1–65535, is 99999")
    }

    @Test
    func `a value in a list is found too`() {
        let text = """
            { "accounts": [ {"id": "a", "provider": "demo"},
                { "id": "b",  "provider": "demo", "w\\u0065ight": 0 } ] }
            """
        #expect(message(text) == "config.json:2:54: accounts[1].weight must be 1–1000, is 0")
    }

    @Test
    func `what is missing is found where it should be`() {
        #expect(message("{\n \"accounts\": [\n  {}]}") == "config.json:3:3: accounts[0].id is missing")
        #expect(message("\n []") == "config.json:2:2: the configuration must be an object, is a list")
    }

    @Test
    func `what is not even JSON has its place as well`() {
        #expect(message("{\n  \"proxy\": {,}\n}") == "config.json:2:13: expected a key in quotes")
        #expect(message("") == "config.json:1:1: the text ends too early")
        #expect(
            message("{\"proxy\":{\"port\":1,\n\"port\":2}}")
                == "config.json:2:1: the key \"port\" stands twice in one object")
        #expect(message("\u{FEFF}{}") == "config.json:1:1: the text starts with a byte order mark")
    }

    @Test
    func `a file that is too long is refused`() {
        let text = "{" + String(repeating: " ", count: GatewaySettings.longestFile) + "}"
        #expect(message(text)?.hasSuffix("the text is longer than 4194304 bytes") == true)
    }
}
