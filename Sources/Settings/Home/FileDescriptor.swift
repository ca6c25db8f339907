import Glibc

/// An open file that is closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
    let number: Int32
    private let path: String

    /// Opens a path, by default not through a symbolic link at its end; nil when nothing stands there.
    init?(opening path: String, _ flags: Int32, followingLink: Bool = false) throws(HomeError) {
        let flags = flags | O_CLOEXEC | O_NONBLOCK | (followingLink ? 0 : O_NOFOLLOW)
        var result: Int32
        repeat {
            result = open(path, flags, 0o600 as mode_t)
        } while result < 0 && errno == EINTR
        guard result >= 0 else {
            let code = errno
            if code == ENOENT { return nil }
            if code == ELOOP { throw .symbolicLink(path: path) }
            throw .system(call: "open", path: path, code: code)
        }
        number = result
        self.path = path
    }

    deinit { close(number) }

    /// Gives up unless the file is of the kind, belongs to this user and is closed to all others.
    func requirePrivate(_ kind: mode_t) throws(HomeError) {
        var status = stat()
        try check(fstat(number, &status), "fstat")
        guard status.st_mode & S_IFMT == kind else { throw .notRegular(path: path) }
        guard status.st_uid == geteuid() else { throw .notOwned(path: path) }
        guard status.st_mode & 0o077 == 0 else {
            throw .exposed(path: path, mode: status.st_mode & 0o7777, isDirectory: kind == S_IFDIR)
        }
    }

    func setMode(_ mode: mode_t) throws(HomeError) { try check(fchmod(number, mode), "chmod") }

    func synchronize() throws(HomeError) { try check(fsync(number), "fsync") }

    func readAll(atMost limit: Int) throws(HomeError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = read(number, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            try check(Int32(clamping: count), "read")
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
        }
    }

    func writeAll(_ bytes: [UInt8]) throws(HomeError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            try check(Int32(clamping: count), "write")
            rest = rest.dropFirst(count)
        }
    }

    private func check(_ result: Int32, _ call: String) throws(HomeError) {
        guard result >= 0 else { throw .system(call: call, path: path, code: errno) }
    }
}
