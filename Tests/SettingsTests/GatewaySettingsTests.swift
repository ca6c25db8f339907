import OrderedJSON
import Settings
import Testing

struct GatewaySettingsTests {
    static let key = Secret("sk-0123456789abcdef")

    static func settings(_ json: JSON) throws -> GatewaySettings {
        try GatewaySettings(json, keyIfMissing: key)
    }

    static func error(_ json: JSON) -> SettingsError? {
        do throws(SettingsError) {
            _ = try GatewaySettings(json, keyIfMissing: key)
            return nil
        } catch {
            return error
        }
    }

    @Test
    func `the defaults are those of the manual`() {
        let expected: JSON = [
            "version": 1,
            "proxy": [
                "port": 8045, "allow_lan_access": false, "auth_mode": "auto",
                "api_key": "sk-0123456789abcdef",
                "auto_start": true, "allowed_origins": [], "allowed_hosts": [], "max_body_mb": 64,
            ],
            "timeouts": ["connect": 10, "first_byte": 300, "idle": 120],
            "upstream_proxy": nil,
            "accounts": [],
            "zai": ["dispatch_mode": "off"],
            "aliases": [],
            "journal": ["bodies": "capped", "body_kib": 32, "body_hours": 24, "days": 30, "max_mb": 512],
            "ui": ["language": "auto", "theme": "auto"],
        ]
        #expect(GatewaySettings(apiKey: Self.key).json == expected)
    }

    @Test
    func `an empty file means the defaults`() throws {
        #expect(try Self.settings([:]).json == GatewaySettings(apiKey: Self.key).json)
    }

    @Test
    func `every member is read and written back as it was`() throws {
        let json: JSON = [
            "version": 1,
            "proxy": [
                "port": 9000, "allow_lan_access": true, "auth_mode": "all_except_health",
                "api_key": "sk-abcdefghij", "auto_start": false,
                "allowed_origins": [
                    "http://localhost:*", "app://", "vscode-webview://*", "tauri://localhost",
                ],
                "allowed_hosts": ["host.docker.internal", "192.168.1.7", "[fd00::1]"], "max_body_mb": 8,
            ],
            "timeouts": ["connect": 5, "first_byte": 60, "idle": 30],
            "upstream_proxy": "socks5h://user:pass@127.0.0.1:1080",
            "accounts": [
                [
                    "id": "a1", "name": "work gemini", "provider": "compatible",
                    "base_url": "https://api.example.com:8443/v1", "key": "env:GEMINI_API_KEY",
                    "models": ["m-1", "m-2"], "enabled": false, "weight": 3, "priority": -1,
                    "max_concurrent": 4, "role": "fallback", "upstream_proxy": "http://proxy:3128",
                    "allow_private_network": true,
                ]
            ],
            "zai": ["dispatch_mode": "exclusive"],
            "aliases": [["match": "claude-*", "model": "gemini-3-pro"]],
            "journal": ["bodies": "full", "body_kib": 1, "body_hours": 2, "days": 3, "max_mb": 4],
            "ui": ["language": "de", "theme": "dark"],
        ]
        let settings = try Self.settings(json)
        #expect(settings.json == json)
        #expect(settings.timeouts.firstByte == .seconds(60))
        #expect(settings.accounts.first?.key == .environment(name: "GEMINI_API_KEY"))
        #expect(settings.accounts.first?.maxConcurrent == 4)
        #expect(settings.proxy.authMode == .allExceptHealth)
        #expect(settings.upstreamProxy?.reveal { $0 } == "socks5h://user:pass@127.0.0.1:1080")
    }

    @Test
    func `unknown members stay where they are at every level`() throws {
        let json: JSON = [
            "comment": "mine", "proxy": ["x": [1.0, 2], "port": 1, "y": nil], "future": ["a": ["b": 1e3]],
            "accounts": [["note": "first", "id": "a", "provider": "demo", "extra": ["k": "v"]]],
            "aliases": [["match": "a", "why": "because", "model": "b"]], "ui": ["font": "serif"],
            "timeouts": ["t": 1], "journal": ["j": 1], "zai": ["z": 1],
        ]
        var settings = try Self.settings(json)
        settings.proxy.port = 2
        settings.accounts[0].enabled = false
        let written = settings.json
        #expect(written["comment"] == "mine")
        #expect(written["future"] == json["future"])
        #expect(Array(written["proxy"]?.object?.keys.prefix(3) ?? []) == ["x", "port", "y"])
        #expect(written["proxy"]?["y"]?.isNull == true)
        #expect(written["proxy"]?["x"]?.description == "[1.0,2]")
        #expect(
            Array(written["accounts"]?[0]?.object?.keys.prefix(4) ?? []) == [
                "note", "id", "provider", "extra",
            ])
        #expect(Array(written["aliases"]?[0]?.object?.keys ?? []) == ["match", "why", "model"])
        for section in ["timeouts", "journal", "zai"] {
            #expect(written[section]?.object?.keys.first == section.first.map(String.init))
        }
        #expect(written["ui"]?["font"] == "serif")
        #expect(Array(written.object?.keys.prefix(3) ?? []) == ["comment", "proxy", "future"])
        #expect(try Self.settings(written).json == written)
    }

    @Test
    func `a new account gets the first free number`() throws {
        var settings = GatewaySettings(apiKey: Self.key)
        #expect(settings.unusedAccountID == "a1")
        for id in ["a1", "work", "a3"] {
            settings.accounts.append(AccountSettings(id: id, name: id, provider: .demo))
        }
        #expect(settings.unusedAccountID == "a2")
    }
}
