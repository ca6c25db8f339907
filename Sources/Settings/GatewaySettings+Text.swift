import OrderedJSON

extension GatewaySettings {
    /// The longest file that is read: thousands of accounts and aliases fit.
    package static let longestFile = 4 * 1024 * 1024

    /// Reads and checks the text of a configuration file.
    ///
    /// The file's name is only for the error, which says where in the text the wrong value stands.
    package init(parsing bytes: [UInt8], file: String, keyIfMissing: Secret) throws(SettingsFileError) {
        do throws(SettingsError) {
            try self.init(Self.parse(bytes), keyIfMissing: keyIfMissing)
        } catch {
            throw SettingsFileError(error, in: bytes, of: file)
        }
    }

    /// Reads and checks any file, whoever can read it; for looking at one, not for living with it.
    package static func check(fileAt path: String) throws(SettingsStoreError) {
        let contents: [UInt8]?
        do {
            contents = try SecretFile(path: path).readEvenIfExposed()
        } catch {
            throw .home(error)
        }
        guard let contents else { throw .missing(path: path) }
        do {
            _ = try GatewaySettings(parsing: contents, file: path, keyIfMissing: .newAPIKey())
        } catch {
            throw .invalid(error)
        }
    }

    /// The text of the file, with all secrets.
    package var bytes: [UInt8] { json.prettyBytes() }

    private static func parse(_ bytes: [UInt8]) throws(SettingsError) -> JSON {
        do {
            return try JSON(parsing: bytes, limits: JSONLimits(bytes: longestFile))
        } catch {
            throw .syntax(error)
        }
    }
}
