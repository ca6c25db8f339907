import OrderedJSON

/// The configuration and the file it is kept in.
///
/// Calls block, and a value has one owner that makes them one after the other: an actor with a thread for
/// files, or the start of the program. Only the process that holds the `HomeLock` may have one.
package struct SettingsStore: Sendable {
    private static let name = "config.json"

    package private(set) var settings: GatewaySettings
    private let home: HomeDirectory
    /// What the file holds as far as this value knows.
    private var saved: [UInt8]
    private let tagPrefix: String
    private var saves = 0

    /// Names the state of the settings; another one after each save and each start.
    package var etag: String { "\"\(tagPrefix)-\(saves)\"" }

    /// Reads the file, or writes one with the defaults and a new key if there is none.
    ///
    /// A file that is no configuration is reported and left as it is. One without `proxy.api_key` gets it.
    package init(
        opening home: HomeDirectory, using generator: inout some RandomNumberGenerator
    ) throws(SettingsStoreError) {
        self.home = home
        tagPrefix = Secret.hexDigits(ofBytes: 4, using: &generator)
        let newKey = Secret.newAPIKey(using: &generator)
        let file = home.file(Self.name)
        let found = try Self.atHome { () throws(HomeError) in try file.read() }
        guard let found else {
            settings = GatewaySettings(apiKey: newKey)
            saved = settings.bytes
            try write(saved)
            return
        }
        do {
            settings = try GatewaySettings(parsing: found, file: file.path, keyIfMissing: newKey)
        } catch {
            throw .invalid(error)
        }
        saved = found
        if settings.proxy.apiKey == newKey { try save(settings) }
    }

    /// Reads the file, or writes one with the defaults and a new key from the system's random numbers.
    package init(opening home: HomeDirectory) throws(SettingsStoreError) {
        var generator = SystemRandomNumberGenerator()
        try self.init(opening: home, using: &generator)
    }

    /// Makes the settings the current ones once they are safely in the file; the old file joins the history.
    ///
    /// Nothing is written that the next start would refuse.
    package mutating func save(_ new: GatewaySettings) throws(SettingsStoreError) {
        let file = home.file(Self.name)
        guard try Self.atHome({ () throws(HomeError) in try file.read() }) == saved else {
            throw .changedOnDisk(path: file.path)
        }
        let bytes = new.bytes
        let checked: GatewaySettings
        do {
            checked = try GatewaySettings(parsing: bytes, file: file.path, keyIfMissing: new.proxy.apiKey)
        } catch {
            throw .invalid(error)
        }
        let old = saved
        try Self.atHome { () throws(HomeError) in try SettingsHistory(in: home).add(old) }
        try write(bytes)
        settings = checked
        saved = bytes
        saves += 1
    }

    private func write(_ bytes: [UInt8]) throws(SettingsStoreError) {
        try Self.atHome { () throws(HomeError) in try home.file(Self.name).replace(with: bytes) }
    }

    private static func atHome<Result>(
        _ work: () throws(HomeError) -> Result
    ) throws(SettingsStoreError) -> Result {
        do {
            return try work()
        } catch {
            throw .home(error)
        }
    }
}
