import OrderedJSON

/// What `run.json` tells other commands about the running process.
package struct RunRecord: Sendable, Hashable {
    private static let name = "run.json"

    package var process: Int
    /// Host and port of the admin listener.
    package var admin: String
    /// Host and port of the API listener while it runs.
    package var api: String?

    package init(process: Int, admin: String, api: String?) {
        self.process = process
        self.admin = admin
        self.api = api
    }

    /// What the last process has written, which may be gone; nil when there is nothing.
    package static func read(in home: HomeDirectory) throws(HomeError) -> RunRecord? {
        let file = home.file(name)
        guard let bytes = try file.read() else { return nil }
        guard let json = try? JSON(parsing: bytes), let process = json["pid"]?.int,
            let admin = json["admin"]?.string
        else { throw .damaged(path: file.path, expected: "the state of a running process") }
        return RunRecord(process: process, admin: admin, api: json["api"]?.string)
    }

    package func write(in home: HomeDirectory) throws(HomeError) {
        let json: JSON = [
            "pid": .number(JSONNumber(process)), "admin": .string(admin), "api": api.map(JSON.string) ?? nil,
        ]
        try home.file(Self.name).replace(with: json.bytes() + Array("\n".utf8))
    }

    package static func remove(in home: HomeDirectory) throws(HomeError) { try home.file(name).remove() }
}
