import Glibc
import OrderedJSON
import Settings
import Testing

struct SettingsPatchTests {
    private func start() throws -> GatewaySettings {
        try GatewaySettingsTests.settings([
            "note": "kept", "proxy": ["api_key": "sk-first-key-first-key"],
            "upstream_proxy": "http://me:secret@proxy:3128",
            "accounts": [
                [
                    "id": "a", "provider": "compatible", "base_url": "https://one.example/v1",
                    "key": "the-key-of-account-a",
                ],
                ["id": "b", "provider": "openai", "key": "env:B"],
            ],
        ])
    }

    @Test
    func `names what has changed and leaves the rest`() throws {
        let change = try start().applying(patch: [
            "proxy": ["port": 9000, "auto_start": true], "ui": ["theme": "dark"],
        ])
        #expect(change.changed == ["proxy.port", "ui.theme"])
        #expect(change.settings.proxy.port == 9000)
        #expect(change.settings.json["note"] == "kept")
        #expect(change.settings.proxy.apiKey == Secret("sk-first-key-first-key"))
    }

    @Test
    func `null brings back the default`() throws {
        let changed = try start().applying(patch: ["proxy": ["port": 1]]).settings
        let change = try changed.applying(patch: ["proxy": ["port": nil], "note": nil, "upstream_proxy": nil])
        #expect(change.changed == ["note", "proxy.port", "upstream_proxy"])
        #expect(change.settings.proxy.port == 8045)
        #expect(change.settings.json["note"] == nil)
    }

    @Test
    func `a masked secret that comes back is unchanged`() throws {
        let settings = try start()
        let change = try settings.applying(patch: settings.maskedJSON)
        #expect(change.changed.isEmpty)
        #expect(change.settings.json == settings.json)
    }

    @Test
    func `a whole new secret is taken, the mask of another one is not`() throws {
        let change = try start().applying(patch: ["proxy": ["api_key": "sk-second-key-2"]])
        #expect(change.changed == ["proxy.api_key"])
        #expect(change.settings.proxy.apiKey == Secret("sk-second-key-2"))
        let error = #expect(throws: SettingsError.self) {
            try start().applying(patch: ["proxy": ["api_key": "sk-…zzzz"]])
        }
        #expect(error?.path == "proxy.api_key")
    }

    @Test
    func `removing the key leaves the old one in force`() throws {
        let change = try start().applying(patch: ["proxy": ["api_key": nil]])
        #expect(change.settings.proxy.apiKey == Secret("sk-first-key-first-key"))
        #expect(change.changed.isEmpty)
    }

    @Test
    func `an account that moves to another host loses its key`() throws {
        let settings = try start()
        guard case .object(var account)? = settings.maskedJSON["accounts"]?[0] else { return }
        account["base_url"] = "https://one.example/v2"
        var change = try settings.applying(patch: ["accounts": [.object(account)]])
        #expect(change.settings.accounts[0].key == .literal(Secret("the-key-of-account-a")))
        for place in ["https://two.example/v1", "http://one.example/v1", "https://one.example:444/v1"] {
            account["base_url"] = .string(place)
            change = try settings.applying(patch: ["accounts": [.object(account)]])
            #expect(change.settings.accounts[0].key == nil)
        }
        account["key"] = "a-new-key-for-two"
        change = try settings.applying(patch: ["accounts": [.object(account)]])
        #expect(change.settings.accounts[0].key == .literal(Secret("a-new-key-for-two")))
        #expect(change.changed == ["accounts"])
    }

    @Test
    func `changes inside a list of the same length are named one by one`() throws {
        let settings = try start()
        guard var accounts = settings.maskedJSON["accounts"]?.array, case .object(var account) = accounts[1]
        else {
            return
        }
        account["enabled"] = false
        accounts[1] = .object(account)
        let change = try settings.applying(patch: ["accounts": .array(accounts)])
        #expect(change.changed == ["accounts[1].enabled"])
    }

    @Test
    func `a wrong value changes nothing`() throws {
        let error = #expect(throws: SettingsError.self) {
            try start().applying(patch: ["proxy": ["port": 0, "auto_start": false]])
        }
        #expect(error?.path == "proxy.port")
        #expect(error?.reason == "must be 1–65535, is 0")
        #expect(throws: SettingsError.self) { try start().applying(patch: [1]) }
    }

    @Test
    func `the deepest patch can be applied on half a megabyte of stack`() throws {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 512 * 1024)
        var thread = pthread_t()
        let started = pthread_create(
            &thread, &attributes,
            { _ in
                let text = String(repeating: #"{"a":"#, count: 256) + "1" + String(repeating: "}", count: 256)
                let settings = GatewaySettings(apiKey: Secret("sk-0123456789"))
                guard let patch = try? JSON(parsing: Array(text.utf8)),
                    let first = try? settings.applying(patch: patch),
                    let second = try? first.settings.applying(patch: patch)
                else { return nil }
                let isRight = first.changed == ["a"] && second.changed.isEmpty
                return UnsafeMutableRawPointer(bitPattern: isRight ? 1 : 2)
            }, nil)
        try #require(started == 0)
        var result: UnsafeMutableRawPointer?
        pthread_join(thread, &result)
        #expect(result == UnsafeMutableRawPointer(bitPattern: 1))
    }
}
