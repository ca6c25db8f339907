import Glibc
import Settings
import TestSupport

/// A new directory for one test, with the home directory in it.
final class TemporaryHome {
    private let folder = TemporaryFolder()

    var path: String { folder.path }

    /// A directory inside it that is not there yet.
    var home: String { path + "/home" }

    func prepare() throws(HomeError) -> HomeDirectory { try HomeDirectory(preparing: home) }

    /// Permission bits of a file in the home directory.
    func mode(_ name: String) -> mode_t? {
        var status = stat()
        return lstat(home + "/" + name, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    /// Writes a file as some other program would.
    func write(_ text: String, to name: String, mode: mode_t = 0o600) throws {
        let descriptor = open(home + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw HomeError.system(call: "open", path: name, code: errno) }
        defer { close(descriptor) }
        fchmod(descriptor, mode)
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw HomeError.system(call: "write", path: name, code: errno)
        }
    }

    /// What stands in a file of the home directory.
    func text(of name: String) throws -> String? {
        try SecretFile(path: home + "/" + name).read().map { String(decoding: $0, as: UTF8.self) }
    }
}
