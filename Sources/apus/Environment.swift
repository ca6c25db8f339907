import Glibc
import Settings

/// What the program reads from its environment.
enum Environment {
    static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// The home directory that holds for this command.
    static func home(_ argument: String?) throws(HomeError) -> String {
        var environment: [String: String] = [:]
        for name in ["APUS_HOME", "HOME"] { environment[name] = value(name) }
        return try HomeDirectory.choose(argument: argument, environment: environment)
    }
}
