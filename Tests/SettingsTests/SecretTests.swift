import OrderedJSON
import Settings
import Testing

struct SecretTests {
    private let secret = Secret("sk-0123456789abcdef1a2b")

    @Test
    func `a secret never prints itself`() {
        var dumped = ""
        dump(secret, to: &dumped)
        let settings = GatewaySettings(apiKey: secret)
        var whole = ""
        dump(settings, to: &whole)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\(settings)", whole, "\([secret])"] {
            #expect(!text.contains("0123456789"))
        }
        #expect("\(secret)" == "«redacted»")
    }

    @Test(arguments: [
        ("sk-0123456789abcdef1a2b", "sk-…1a2b"), ("AIzaSyAbcdefghijklm", "AIz…jklm"), ("sk-1234567", "sk-…"),
        ("short", "…"), ("sk-123456789012", "sk-…"), ("sk-1234567890123", "sk-…0123"),
    ])
    func `a mask shows less of a short secret`(secret: String, mask: String) {
        #expect(Secret(secret).masked == mask)
    }

    @Test
    func `new keys are 48 hex digits and never the same`() {
        let keys = (0..<100).map { _ in Secret.newAPIKey().reveal { $0 } }
        #expect(Set(keys).count == 100)
        for key in keys {
            #expect(key.utf8.count == 51 && key.hasPrefix("sk-"))
            #expect(key.utf8.dropFirst(3).allSatisfy { Array("0123456789abcdef".utf8).contains($0) })
        }
    }

    @Test
    func `masked settings hold no secret`() throws {
        let settings = try GatewaySettingsTests.settings([
            "proxy": ["api_key": "sk-canary-canary-1a2b"],
            "upstream_proxy": "http://me:canary@proxy:3128",
            "accounts": [
                ["id": "a", "provider": "openai", "key": "sk-canary-canary-9999"],
                ["id": "b", "provider": "openai", "key": "env:OPENAI_KEY"],
                [
                    "id": "c", "provider": "openai", "key": "file:keys/openai",
                    "upstream_proxy": "socks5://u:canary@h",
                ],
                ["id": "d", "provider": "demo"],
            ],
        ])
        let masked = settings.maskedJSON
        #expect(!masked.description.contains("canary"))
        #expect(masked["proxy"]?["api_key"] == "sk-…1a2b")
        #expect(masked["upstream_proxy"] == "http://…@proxy:3128")
        #expect(
            masked["accounts"]?.array?.map { $0["key"] } == [
                "sk-…9999", "env:OPENAI_KEY", "file:keys/openai", .some(.null),
            ])
        #expect(masked["accounts"]?[2]?["upstream_proxy"] == "socks5://…@h")
        #expect(masked["ui"] == settings.json["ui"])
    }
}
