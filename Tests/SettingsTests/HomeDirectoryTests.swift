import Glibc
import Settings
import Testing

struct HomeDirectoryTests {
    private let temporary = TemporaryHome()

    private func error(_ work: () throws -> Void) -> HomeError? {
        do {
            try work()
            return nil
        } catch {
            return error as? HomeError
        }
    }

    @Test
    func `the argument wins over the variable, the variable over the user's home`() throws {
        let both = ["APUS_HOME": "/var/apus", "HOME": "/home/me"]
        #expect(try HomeDirectory.choose(argument: "/x", environment: both) == "/x")
        #expect(try HomeDirectory.choose(argument: nil, environment: both) == "/var/apus")
        #expect(
            try HomeDirectory.choose(argument: nil, environment: ["HOME": "/home/me"]) == "/home/me/.apus")
        #expect(
            try HomeDirectory.choose(argument: "", environment: ["APUS_HOME": "", "HOME": "/h"]) == "/h/.apus"
        )
        #expect(error { _ = try HomeDirectory.choose(argument: nil, environment: [:]) } == .notChosen)
    }

    @Test
    func `is made with its parents, closed to others`() throws {
        let home = try HomeDirectory(preparing: temporary.home + "/deep/er//")
        #expect(home.path == temporary.home + "/deep/er")
        #expect(temporary.mode("deep/er") == 0o700)
        #expect(temporary.mode("deep") == 0o700)
        #expect(throws: Never.self) { try HomeDirectory(preparing: home.path) }
    }

    @Test(arguments: [mode_t(0o750), 0o705, 0o777, 0o720])
    func `one that is open to others is refused with the command that closes it`(mode: mode_t) throws {
        _ = try temporary.prepare()
        chmod(temporary.home, mode)
        let error = error { _ = try temporary.prepare() }
        #expect(error == .exposed(path: temporary.home, mode: mode, isDirectory: true))
        #expect(error?.description.hasSuffix("run chmod 700 \(temporary.home)") == true)
        chmod(temporary.home, 0o700)
        #expect(throws: Never.self) { try temporary.prepare() }
    }

    @Test
    func `a file in its place is refused`() throws {
        _ = try temporary.prepare()
        try temporary.write("", to: "file")
        #expect(error { _ = try HomeDirectory(preparing: temporary.home + "/file") } != nil)
    }

    @Test
    func `one behind a link of its owner is fine`() throws {
        _ = try temporary.prepare()
        let link = temporary.path + "/link"
        symlink(temporary.home, link)
        #expect(throws: Never.self) {
            let home = try HomeDirectory(preparing: link)
            try home.file("secret").replace(with: [1])
        }
        #expect(temporary.mode("secret") == 0o600)
    }

    @Test(arguments: [mode_t(0o640), 0o604, 0o666, 0o620])
    func `a secret that others can read is refused with the command that closes it`(mode: mode_t) throws {
        let home = try temporary.prepare()
        try temporary.write("secret", to: "admin.token", mode: mode)
        let error = error { _ = try home.file("admin.token").read() }
        #expect(error == .exposed(path: home.path + "/admin.token", mode: mode, isDirectory: false))
        #expect(error?.description.hasSuffix("run chmod 600 \(home.path)/admin.token") == true)
    }

    @Test
    func `a path with blanks is quoted in the command`() throws {
        let path = temporary.path + "/it's my home"
        _ = try HomeDirectory(preparing: path)
        chmod(path, 0o755)
        let error = error { _ = try HomeDirectory(preparing: path) }
        #expect(error?.description.hasSuffix(#"chmod 700 '\#(temporary.path)/it'\''s my home'"#) == true)
    }

    @Test
    func `a secret behind a link is neither read nor written`() throws {
        let home = try temporary.prepare()
        try temporary.write("bait", to: "bait")
        let path = home.path + "/config.json"
        symlink(home.path + "/bait", path)
        #expect(error { _ = try home.file("config.json").read() } == .symbolicLink(path: path))
        try home.file("config.json").replace(with: Array("new".utf8))
        #expect(try temporary.text(of: "bait") == "bait")
        #expect(try temporary.text(of: "config.json") == "new")
    }

    @Test
    func `a link waiting at the place of the new file is removed, not followed`() throws {
        let home = try temporary.prepare()
        try temporary.write("bait", to: "bait")
        symlink(home.path + "/bait", home.path + "/config.json.new")
        try home.file("config.json").replace(with: Array("new".utf8))
        #expect(try temporary.text(of: "bait") == "bait")
        #expect(try home.names() == ["bait", "config.json"])
    }

    @Test
    func `what a killed process has left is no hindrance`() throws {
        let home = try temporary.prepare()
        try home.file("config.json").replace(with: Array("old".utf8))
        try temporary.write("ha", to: "config.json.new")
        #expect(try temporary.text(of: "config.json") == "old")
        try home.file("config.json").replace(with: Array("new".utf8))
        #expect(try temporary.text(of: "config.json") == "new")
        #expect(try home.names() == ["config.json"])
    }

    @Test
    func `a pipe in place of a file is refused, not waited for`() throws {
        let home = try temporary.prepare()
        mkfifo(home.path + "/config.json", 0o600)
        #expect(
            error { _ = try home.file("config.json").read() } == .notRegular(path: home.path + "/config.json")
        )
    }

    @Test
    func `what is not there is nil, and removing it is fine`() throws {
        let home = try temporary.prepare()
        #expect(try home.file("none").read() == nil)
        #expect(throws: Never.self) { try home.file("none").remove() }
    }

    @Test
    func `only one process lives in a home directory, and the error names it`() throws {
        let home = try temporary.prepare()
        do {
            let lock = try HomeLock(home)
            #expect(error { _ = try HomeLock(home) } == .inUse(path: home.path, process: nil))
            try RunRecord(process: 4711, admin: "127.0.0.1:8046", api: nil).write(in: home)
            let error = error { _ = try HomeLock(home) }
            #expect(error == .inUse(path: home.path, process: 4711))
            #expect(error?.description.contains("process 4711") == true)
            withExtendedLifetime(lock) {}
        }
        #expect(throws: Never.self) { _ = try HomeLock(home) }
        #expect(temporary.mode("lock") == 0o600)
    }

    @Test
    func `run dot json says who runs, until it is removed`() throws {
        let home = try temporary.prepare()
        #expect(try RunRecord.read(in: home) == nil)
        let record = RunRecord(process: 7, admin: "127.0.0.1:8046", api: "127.0.0.1:8045")
        try record.write(in: home)
        #expect(try RunRecord.read(in: home) == record)
        #expect(temporary.mode("run.json") == 0o600)
        try RunRecord(process: 7, admin: "127.0.0.1:8046", api: nil).write(in: home)
        #expect(
            try temporary.text(of: "run.json") == "{\"pid\":7,\"admin\":\"127.0.0.1:8046\",\"api\":null}\n")
        try RunRecord.remove(in: home)
        #expect(try RunRecord.read(in: home) == nil)
        try temporary.write("nonsense", to: "run.json")
        guard case .damaged? = error({ _ = try RunRecord.read(in: home) }) else {
            Issue.record("nonsense was read")
            return
        }
    }

    @Test
    func `the admin token is made once, 64 hex digits, and kept`() throws {
        let home = try temporary.prepare()
        #expect(try AdminToken.read(in: home) == nil)
        let token = try AdminToken.load(in: home)
        #expect(token.reveal { $0.utf8.count } == 64)
        #expect(try AdminToken.load(in: home) == token)
        #expect(try AdminToken.read(in: home) == token)
        #expect(temporary.mode("admin.token") == 0o600)
        try temporary.write("short\n", to: "admin.token")
        #expect(
            error { _ = try AdminToken.load(in: home) }
                == .damaged(path: home.path + "/admin.token", expected: "64 hex digits"))
    }
}
