import OrderedJSON
import Settings
import Testing

struct SettingsCheckTests {
    /// A configuration with one wrong value, the value's path, and what is said about it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let json: JSON
        let says: String

        init(_ json: JSON, _ says: String) {
            self.json = json
            self.says = says
        }

        /// An account with a member that is wrong.
        static func account(_ key: String, _ value: JSON, _ says: String) -> Wrong {
            var account: JSONObject = JSONObject()
            account["id"] = "a1"
            account["provider"] = "openai"
            account[key] = value
            return Wrong(["accounts": [.object(account)]], "accounts[0].\(key) \(says)")
        }

        var testDescription: String { says }
    }

    static let wrong: [Wrong] = [
        Wrong([1], "the configuration must be an object, is a list"),
        Wrong(["version": 2], "version must be 1 or less: this file is of a newer program"),
        Wrong(["version": 0], "version must be 1–9223372036854775807, is 0"),
        Wrong(["proxy": []], "proxy must be an object, is a list"),
        Wrong(["proxy": nil], "proxy must be an object, is null"),
        Wrong(["proxy": ["port": 99999]], "proxy.port must be 1–65535, is 99999"),
        Wrong(["proxy": ["port": 0]], "proxy.port must be 1–65535, is 0"),
        Wrong(["proxy": ["port": -1]], "proxy.port must be 1–65535, is -1"),
        Wrong(["proxy": ["port": 80.5]], "proxy.port must be 1–65535, is 80.5"),
        Wrong(["proxy": ["port": "8045"]], "proxy.port must be a whole number, is text"),
        Wrong(
            ["proxy": ["allow_lan_access": 1]], "proxy.allow_lan_access must be true or false, is a number"),
        Wrong(["proxy": ["auto_start": "no"]], "proxy.auto_start must be true or false, is text"),
        Wrong(
            ["proxy": ["auth_mode": "Off"]],
            "proxy.auth_mode must be one of off, strict, all_except_health, auto, is \"Off\""),
        Wrong(["proxy": ["auth_mode": nil]], "proxy.auth_mode must be text, is null"),
        Wrong(["proxy": ["api_key": "secret-key-123"]], "proxy.api_key must start with sk-"),
        Wrong(["proxy": ["api_key": ""]], "proxy.api_key must start with sk-"),
        Wrong(["proxy": ["api_key": "sk-123456"]], "proxy.api_key must have at least 10 characters"),
        Wrong(
            ["proxy": ["api_key": "sk-12345 789"]], "proxy.api_key must consist of visible ASCII characters"),
        Wrong(
            ["proxy": ["api_key": "sk-1234567é"]], "proxy.api_key must consist of visible ASCII characters"),
        Wrong(
            ["proxy": ["api_key": "sk-123456\n7"]], "proxy.api_key must consist of visible ASCII characters"),
        Wrong(
            ["proxy": ["api_key": "sk-…9999"]],
            "proxy.api_key is a masked secret: give the whole one, or leave it out to keep the old one"),
        Wrong(["proxy": ["max_body_mb": 0]], "proxy.max_body_mb must be 1–1024, is 0"),
        Wrong(["proxy": ["allowed_hosts": "a"]], "proxy.allowed_hosts must be a list, is text"),
        Wrong(["proxy": ["allowed_hosts": [1]]], "proxy.allowed_hosts[0] must be text, is a number"),
        Wrong(["timeouts": ["connect": 0]], "timeouts.connect must be 1–300, is 0"),
        Wrong(["timeouts": ["first_byte": 3601]], "timeouts.first_byte must be 1–3600, is 3601"),
        Wrong(["timeouts": ["idle": 1e3]], "timeouts.idle must be 1–3600, is 1000.0"),
        Wrong(
            ["upstream_proxy": "ftp://h"],
            "upstream_proxy must be an http, https, socks5 or socks5h URL with nothing but host and port"),
        Wrong(
            ["upstream_proxy": "http://h/path"],
            "upstream_proxy must be an http, https, socks5 or socks5h URL with nothing but host and port"),
        Wrong(["upstream_proxy": 1], "upstream_proxy must be text, is a number"),
        Wrong(["accounts": [:]], "accounts must be a list, is an object"),
        Wrong(["accounts": [1]], "accounts[0] must be an object, is a number"),
        Wrong(["accounts": [["provider": "demo"]]], "accounts[0].id is missing"),
        Wrong(["accounts": [["id": "a"]]], "accounts[0].provider is missing"),
        .account("id", "", "must not be empty"),
        .account("id", "a/b", "must be 1–64 letters, digits, '_', '-' or '.'"),
        .account("id", "..", "must be 1–64 letters, digits, '_', '-' or '.'"),
        .account("name", "two\nlines", "must not contain control characters"),
        .account("name", .string(String(repeating: "n", count: 257)), "must not be longer than 256 bytes"),
        .account(
            "provider", "bing", "must be one of openai, anthropic, gemini, zai, compatible, demo, is \"bing\""
        ),
        Wrong(
            ["accounts": [["id": "a", "provider": "compatible"]]], "accounts[0].base_url is missing"),
        .account("base_url", "file:///etc/passwd", urlRule),
        .account("base_url", "gopher://x", urlRule),
        .account("base_url", "http://user:pw@h/", urlRule),
        .account("base_url", "https://h/?q=1", urlRule),
        .account("base_url", "https://h/#f", urlRule),
        .account("base_url", "https://", urlRule),
        .account("base_url", "https://h:0/", urlRule),
        .account("base_url", "https://h:65536/", urlRule),
        .account("base_url", "https://h:*/", urlRule),
        .account("base_url", "api.example.com", urlRule),
        .account("base_url", "https://exa mple.com", urlRule),
        .account("key", "", "must not be empty"),
        .account("key", "env:", "must name an environment variable behind env:"),
        .account("key", "env:1A", "must name an environment variable behind env:"),
        .account("key", "env:A B", "must name an environment variable behind env:"),
        .account("key", "file:", "must name a file behind file:"),
        .account("key", "ключ", "must consist of visible ASCII characters"),
        .account("key", 1, "must be text, is a number"),
        Wrong(
            ["accounts": [["id": "a", "provider": "demo", "models": ["m", 1]]]],
            "accounts[0].models[1] must be text, is a number"),
        .account("weight", 0, "must be 1–1000, is 0"),
        .account("priority", 1001, "must be -1000–1000, is 1001"),
        .account("max_concurrent", 0, "must be 1–100000, is 0"),
        .account("role", "boss", "must be one of pooled, fallback, is \"boss\""),
        .account("enabled", nil, "must be true or false, is null"),
        .account("allow_private_network", "yes", "must be true or false, is text"),
        Wrong(
            ["accounts": [["id": "a", "provider": "demo"], ["id": "a", "provider": "demo"]]],
            "accounts[1].id is the same as accounts[0].id"),
        Wrong(
            ["zai": ["dispatch_mode": "on"]],
            "zai.dispatch_mode must be one of off, exclusive, pooled, fallback, is \"on\""),
        Wrong(["aliases": [["match": "", "model": "m"]]], "aliases[0].match must not be empty"),
        Wrong(["aliases": [["match": "a"]]], "aliases[0].model is missing"),
        Wrong(
            ["aliases": [["match": "a", "model": "b"], ["match": "a", "model": "c"]]],
            "aliases[1].match is the same as aliases[0].match"),
        Wrong(["journal": ["bodies": "all"]], "journal.bodies must be one of off, capped, full, is \"all\""),
        Wrong(["journal": ["body_kib": 0]], "journal.body_kib must be 1–65536, is 0"),
        Wrong(["journal": ["body_hours": 0]], "journal.body_hours must be 1–87660, is 0"),
        Wrong(["journal": ["days": 0]], "journal.days must be 1–3660, is 0"),
        Wrong(["journal": ["max_mb": 1_048_577]], "journal.max_mb must be 1–1048576, is 1048577"),
        Wrong(["ui": ["theme": "pink"]], "ui.theme must be one of auto, light, dark, is \"pink\""),
        Wrong(
            ["ui": ["language": "it"]], "ui.language must be one of auto, en, es, pt, de, fr, zh, is \"it\""),
    ]

    private static let urlRule = "must be an http or https URL without user, query and fragment"

    @Test(arguments: wrong)
    func `a wrong value is named by its path and its rule`(_ example: Wrong) {
        #expect(GatewaySettingsTests.error(example.json)?.description == example.says)
    }

    @Test(arguments: [
        "", "a..b", "a.b.", ".a", "*.example.com", "*", "0.0.0.0", "host:80", "http://h", "a b", "-a", "a-",
        "[::]", "[::1", "[zz::1]", "h/", "ho\u{17F}t",
    ])
    func `a host that is no exact name is refused`(host: String) {
        let error = GatewaySettingsTests.error(["proxy": ["allowed_hosts": [.string(host)]]])
        #expect(
            error == .invalid(.init([.key("proxy"), .key("allowed_hosts"), .index(0)]), .invalidHost(host)))
    }

    @Test(arguments: [
        "", "*", "null", "localhost", "http://", "http://*", "http://h/", "http://h/path", "http://u@h",
        "http://h:99999", "HTTP://h", "http://h?q", "//h", "http:h", "http://h:80:80",
    ])
    func `an origin that is none is refused`(origin: String) {
        let error = GatewaySettingsTests.error(["proxy": ["allowed_origins": [.string(origin)]]])
        #expect(
            error
                == .invalid(
                    .init([.key("proxy"), .key("allowed_origins"), .index(0)]), .invalidOrigin(origin)))
    }

    @Test(arguments: ["sk-1234567", "sk-" + String(repeating: "~", count: 1021)])
    func `a key that keeps the rule is taken`(key: String) {
        #expect(GatewaySettingsTests.error(["proxy": ["api_key": .string(key)]]) == nil)
    }
}
