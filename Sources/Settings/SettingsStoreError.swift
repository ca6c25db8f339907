/// Why the configuration cannot be read or saved.
package enum SettingsStoreError: Error, Sendable, Hashable {
    /// The file is there but is no configuration.
    case invalid(SettingsFileError)
    case home(HomeError)
    case missing(path: String)
    /// Someone else has written the file since it was read; saving would undo that.
    case changedOnDisk(path: String)
}

extension SettingsStoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalid(let error): error.description
        case .home(let error): error.description
        case .missing(let path): "\(path) does not exist"
        case .changedOnDisk(let path): "\(path) was changed by someone else: restart apus to use it"
        }
    }
}
