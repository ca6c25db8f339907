import Glibc

/// The right to be the only process in a home directory, for as long as this value lives.
package struct HomeLock: ~Copyable, Sendable {
    private let file: FileDescriptor

    /// Takes the right, or names the process that has it.
    package init(_ home: HomeDirectory) throws(HomeError) {
        let path = home.file("lock").path
        guard let file = try FileDescriptor(opening: path, O_RDWR | O_CREAT) else {
            throw .system(call: "open", path: path, code: ENOENT)
        }
        try file.requirePrivate(S_IFREG)
        guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            guard code == EWOULDBLOCK else { throw .system(call: "lock", path: path, code: code) }
            throw .inUse(path: home.path, process: (try? RunRecord.read(in: home))?.process)
        }
        self.file = file
    }

    /// Whether a process lives in the home now, whatever an old `run.json` says.
    package static func isTaken(in home: HomeDirectory) throws(HomeError) -> Bool {
        do {
            _ = try HomeLock(home)
            return false
        } catch .inUse {
            return true
        }
    }
}
