import Glibc

/// A file that only its owner can read, whatever the umask, and that is replaced as a whole or not at all.
///
/// Calls block; whoever uses it makes sure that only one does so at a time.
package struct SecretFile: Sendable {
    /// The longest file that is read; the configuration is the longest of them.
    private static let longest = 4 * 1024 * 1024

    package let path: String

    package init(path: String) { self.path = path }

    /// The contents, nil when there is no such file; a file that others can read is refused.
    package func read() throws(HomeError) -> [UInt8]? {
        guard let file = try FileDescriptor(opening: path, O_RDONLY) else { return nil }
        try file.requirePrivate(S_IFREG)
        return try file.readAll(atMost: Self.longest)
    }

    /// The contents of a file that need not be closed to others, and may be reached through a link.
    func readEvenIfExposed() throws(HomeError) -> [UInt8]? {
        try FileDescriptor(opening: path, O_RDONLY, followingLink: true)?.readAll(atMost: Self.longest)
    }

    /// Puts new contents in the file's place; after a crash either the old or the new ones are there.
    package func replace(with bytes: [UInt8]) throws(HomeError) {
        let fresh = path + ".new"
        // What a killed process has left is no use to anyone; a link goes, not what it points to.
        try remove(fresh)
        guard let file = try FileDescriptor(opening: fresh, O_WRONLY | O_CREAT | O_EXCL) else {
            throw .system(call: "open", path: fresh, code: ENOENT)
        }
        try file.setMode(0o600)
        try file.writeAll(bytes)
        try file.synchronize()
        guard rename(fresh, path) == 0 else { throw .system(call: "rename", path: fresh, code: errno) }
        try synchronizeDirectory()
    }

    /// Removes the file if it is there.
    package func remove() throws(HomeError) { try remove(path) }

    private func remove(_ path: String) throws(HomeError) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw .system(call: "remove", path: path, code: errno)
        }
    }

    /// A renamed file is safe only when its directory is.
    private func synchronizeDirectory() throws(HomeError) {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        let directory = end == path.startIndex ? "/" : String(path[..<end])
        // The directory may be reached through a link, which O_NOFOLLOW forgives before a final "/.".
        try FileDescriptor(opening: directory + "/.", O_RDONLY | O_DIRECTORY)?.synchronize()
    }
}
