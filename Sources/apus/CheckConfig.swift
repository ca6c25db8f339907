import Settings

/// Says whether a file is a configuration, and where it is not.
func checkConfig(_ path: String) throws {
    do {
        try GatewaySettings.check(fileAt: path)
    } catch {
        throw CommandFailure(error.description)
    }
    Console.say("\(path) is fine")
}
