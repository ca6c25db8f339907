import Testing

@testable import apus

struct CommandTests {
    private static func serve(_ change: (inout ServeOptions) -> Void = { _ in }) -> Command {
        var options = ServeOptions()
        change(&options)
        return .serve(options)
    }

    /// The command line as a shell without quotes would cut it.
    private func command(_ line: String) throws(Command.Misuse) -> Command {
        try Command(words: line.split(separator: " ").map(String.init)[...])
    }

    @Test(arguments: [
        ("", serve()),
        ("serve", serve()),
        ("--demo", serve { $0.addsDemo = true }),
        ("serve --home /tmp/h", serve { $0.home = "/tmp/h" }),
        ("--port 0", serve { $0.port = 0 }),
        ("serve --port 65535", serve { $0.port = 65535 }),
        ("serve --port 08045", serve { $0.port = 8045 }),
        ("serve --port 1 --port 2", serve { $0.port = 2 }),
        ("serve --admin-port 0", serve { $0.adminPort = 0 }),
        ("serve --public /srv/page", serve { $0.publicFolder = "/srv/page" }),
        (
            "serve --demo --port 9 --home h --admin-port 10 --public p",
            serve {
                ($0.addsDemo, $0.port, $0.home, $0.adminPort, $0.publicFolder) = (true, 9, "h", 10, "p")
            }
        ),
        ("link", .remote(.link, home: nil)),
        ("status --home h", .remote(.status, home: "h")),
        ("start", .remote(.start, home: nil)),
        ("stop --home /a/b", .remote(.stop, home: "/a/b")),
        ("config check apus.json", .checkConfig("apus.json")),
        ("version", .version), ("--version", .version),
        ("help", .help), ("--help", .help), ("-h", .help),
    ])
    func `a line is read as what it asks for`(line: String, wanted: Command) throws {
        #expect(try command(line) == wanted)
    }

    @Test(arguments: [
        ("dance", "unknown command dance"),
        ("Serve", "unknown command Serve"),
        ("serve extra", "unexpected extra"),
        ("serve --help", "unexpected --help"),
        ("--nonsense", "unexpected --nonsense"),
        ("-p 5", "unexpected -p"),
        ("serve --home", "--home wants a value"),
        ("serve --port", "--port wants a value"),
        ("serve --demo --public", "--public wants a value"),
        ("serve --admin-port", "--admin-port wants a value"),
        ("link --home", "--home wants a value"),
        ("status extra", "unexpected extra"),
        ("start --port 5", "unexpected --port"),
        ("stop --home h extra", "unexpected extra"),
        ("config", "say `apus config check FILE`"),
        ("config check", "say `apus config check FILE`"),
        ("config show f", "say `apus config check FILE`"),
        ("config check f extra", "unexpected extra"),
        ("version extra", "unexpected extra"),
        ("help serve", "unexpected serve"),
    ])
    func `a line that makes no command is refused by what is wrong`(line: String, message: String) {
        #expect(throws: Command.Misuse(message: message)) { try command(line) }
    }

    @Test(arguments: [
        "+5", "-1", "65536", "99999999999999999999", "80a", "0x50", "8045.0", "８０", "auto", "",
    ])
    func `a port is digits for a number up to 65535`(text: String) {
        for option in ["--port", "--admin-port"] {
            #expect(throws: Command.Misuse(message: "\(option) wants a port from 0 to 65535, not \(text)")) {
                try Command(words: ["serve", option, text])
            }
        }
    }

    @Test func `the manual names every command and option`() {
        for word in [
            "serve", "link", "status", "start", "stop", "config check", "version", "help", "--home", "--port",
            "--admin-port", "--public", "--demo",
        ] {
            #expect(Command.manual.contains(word))
        }
    }
}
