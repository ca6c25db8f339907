import Glibc
import OrderedJSON
import Settings
import Testing

struct SettingsStoreTests {
    private let temporary = TemporaryHome()

    private func error(_ work: () throws -> Void) -> SettingsStoreError? {
        do {
            try work()
            return nil
        } catch {
            return error as? SettingsStoreError
        }
    }

    @Test
    func `the first start writes the defaults and a new key`() throws {
        let store = try SettingsStore(opening: try temporary.prepare())
        #expect(store.settings.proxy.apiKey.reveal { $0.utf8.count } == 51)
        #expect(
            try temporary.text(of: "config.json")?.hasPrefix("{\n  \"version\": 1,\n  \"proxy\": {") == true)
        #expect(temporary.mode("config.json") == 0o600)
        let again = try SettingsStore(opening: try temporary.prepare())
        #expect(again.settings.json == store.settings.json)
        #expect(temporary.mode("config.history") == nil)
    }

    @Test
    func `a file without a key gets one and keeps the rest`() throws {
        let home = try temporary.prepare()
        try temporary.write(#"{"mine":1,"proxy":{"port":9000}}"#, to: "config.json")
        let store = try SettingsStore(opening: home)
        let again = try SettingsStore(opening: home)
        #expect(store.settings.proxy.apiKey == again.settings.proxy.apiKey)
        #expect(again.settings.proxy.port == 9000)
        #expect(again.settings.json["mine"] == 1)
        #expect(try home.names().contains("config.history"))
    }

    @Test
    func `a bad file is reported with its place and left alone`() throws {
        let home = try temporary.prepare()
        let text = "{\n \"proxy\": { \"port\": 99999 } }"
        try temporary.write(text, to: "config.json")
        let error = error { _ = try SettingsStore(opening: home) }
        #expect(error?.description == "\(home.path)/config.json:2:21: proxy.port must be 1–65535, is 99999")
        #expect(try temporary.text(of: "config.json") == text)
        #expect(try home.names() == ["config.json"])
    }

    @Test
    func `saving changes the file, the tag and what is read next`() throws {
        let home = try temporary.prepare()
        var store = try SettingsStore(opening: home)
        let first = store.etag
        var settings = store.settings
        settings.proxy.port = 9000
        try store.save(settings)
        #expect(store.etag != first)
        #expect(store.etag.hasPrefix("\"") && store.etag.hasSuffix("\""))
        #expect(try SettingsStore(opening: home).settings.proxy.port == 9000)
        #expect(try SettingsStore(opening: home).etag != store.etag)
    }

    @Test
    func `the last ten versions are kept, closed to others`() throws {
        let home = try temporary.prepare()
        var store = try SettingsStore(opening: home)
        for port in 1...13 {
            var settings = store.settings
            settings.proxy.port = port
            try store.save(settings)
        }
        let history = try HomeDirectory(preparing: home.path + "/config.history")
        #expect(try history.names() == (4...13).map { $0 < 10 ? "00000\($0).json" : "0000\($0).json" })
        #expect(temporary.mode("config.history") == 0o700)
        #expect(temporary.mode("config.history/000013.json") == 0o600)
        let last = try #require(try history.file("000013.json").read())
        #expect(try JSON(parsing: last)["proxy"]?["port"] == 12)
    }

    @Test
    func `a file that someone else has written is not overwritten`() throws {
        let home = try temporary.prepare()
        var store = try SettingsStore(opening: home)
        let settings = store.settings
        try temporary.write(#"{"proxy":{"port":1}}"#, to: "config.json")
        #expect(error { try store.save(settings) } == .changedOnDisk(path: home.path + "/config.json"))
        #expect(try temporary.text(of: "config.json") == #"{"proxy":{"port":1}}"#)
    }

    @Test
    func `settings that the next start would refuse are not saved`() throws {
        let home = try temporary.prepare()
        var store = try SettingsStore(opening: home)
        let before = try temporary.text(of: "config.json")
        var settings = store.settings
        settings.timeouts.connect = .milliseconds(1)
        guard case .invalid(let error)? = error({ try store.save(settings) }) else {
            Issue.record("the settings were saved")
            return
        }
        #expect(error.error.path == "timeouts.connect")
        #expect(try temporary.text(of: "config.json") == before)
    }

    @Test
    func `any file can be checked, whoever can read it`() throws {
        let home = try temporary.prepare()
        try temporary.write(#"{"proxy":{"port":0}}"#, to: "wrong.json", mode: 0o644)
        try temporary.write("{}", to: "right.json", mode: 0o644)
        symlink(home.path + "/right.json", home.path + "/link.json")
        #expect(throws: Never.self) { try GatewaySettings.check(fileAt: home.path + "/right.json") }
        #expect(throws: Never.self) { try GatewaySettings.check(fileAt: home.path + "/link.json") }
        #expect(
            error { try GatewaySettings.check(fileAt: home.path + "/wrong.json") }?.description
                == "\(home.path)/wrong.json:1:18: proxy.port must be 1–65535, is 0")
        #expect(
            error { try GatewaySettings.check(fileAt: home.path + "/none.json") }
                == .missing(path: home.path + "/none.json"))
    }

    @Test
    func `a file behind a link or open to others stops the start`() throws {
        let home = try temporary.prepare()
        let path = home.path + "/config.json"
        try temporary.write("{}", to: "config.json", mode: 0o644)
        #expect(
            error { _ = try SettingsStore(opening: home) }
                == .home(.exposed(path: path, mode: 0o644, isDirectory: false)))
        rename(path, home.path + "/real.json")
        chmod(home.path + "/real.json", 0o600)
        symlink(home.path + "/real.json", path)
        #expect(error { _ = try SettingsStore(opening: home) } == .home(.symbolicLink(path: path)))
    }

    @Test
    func `a save that cannot be written changes nothing`() throws {
        let home = try temporary.prepare()
        var store = try SettingsStore(opening: home)
        let before = store.settings
        let tag = store.etag
        var settings = before
        settings.proxy.port = 9000
        // A directory in the place of the new file can be neither removed nor written to, even by root.
        mkdir(home.path + "/config.json.new", 0o700)
        #expect(error { try store.save(settings) } != nil)
        #expect(store.settings == before)
        #expect(store.etag == tag)
        #expect(try SettingsStore(opening: home).settings.json == before.json)
    }

    @Test
    func `files are closed to others whatever the umask`() async {
        // The umask belongs to the whole process, so another one has to try.
        for mask in [mode_t(0o000), 0o777] {
            await #expect(processExitsWith: .success) { [mask = mask as mode_t] in
                umask(mask)
                let temporary = TemporaryHome()
                chmod(temporary.path, 0o700)
                let home = try temporary.prepare()
                var store = try SettingsStore(opening: home)
                try store.save(store.settings)
                _ = try AdminToken.load(in: home)
                for name in ["config.json", "admin.token", "config.history/000001.json"] {
                    try #require(temporary.mode(name) == 0o600)
                }
                try #require(temporary.mode("config.history") == 0o700)
                try #require(temporary.mode("") == 0o700)
            }
        }
    }
}
