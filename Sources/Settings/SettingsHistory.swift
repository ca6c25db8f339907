/// The last versions of the configuration file, `config.history/000001.json` and so on.
struct SettingsHistory {
    /// How many are kept.
    private static let length = 10
    private static let suffix = ".json"

    private let directory: HomeDirectory

    init(in home: HomeDirectory) throws(HomeError) {
        directory = try HomeDirectory(preparing: home.path + "/config.history")
    }

    /// Keeps a version and forgets the oldest ones.
    func add(_ bytes: [UInt8]) throws(HomeError) {
        let numbers = try directory.names().compactMap(Self.number).sorted()
        let next = (numbers.last ?? 0) + 1
        try directory.file(Self.name(next)).replace(with: bytes)
        for number in (numbers + [next]).dropLast(Self.length) {
            try directory.file(Self.name(number)).remove()
        }
    }

    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + suffix
    }

    /// The number of a file that `name(_:)` has named; nil for anything else that lies there.
    private static func number(_ name: String) -> Int? {
        guard name.hasSuffix(suffix), let number = Int(name.dropLast(suffix.count)), number > 0,
            number < 1_000_000_000
        else { return nil }
        return self.name(number) == name ? number : nil
    }
}
