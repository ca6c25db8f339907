import Glibc

/// The directory that holds everything this program remembers, closed to other users.
package struct HomeDirectory: Sendable {
    /// Without a slash at its end.
    package let path: String

    /// `--home`, else `$APUS_HOME`, else `.apus` in `$HOME`.
    package static func choose(
        argument: String?, environment: [String: String]
    ) throws(HomeError) -> String {
        for choice in [argument, environment["APUS_HOME"]] {
            if let choice, !choice.isEmpty { return choice }
        }
        guard let user = environment["HOME"], !user.isEmpty else { throw .notChosen }
        return user + "/.apus"
    }

    /// Makes the directory if there is none, and refuses one that others can look into.
    package init(preparing path: String) throws(HomeError) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        try Self.makeParents(of: path)
        let isNew = mkdir(path, 0o700) == 0
        if !isNew, errno != EEXIST { throw .system(call: "mkdir", path: path, code: errno) }
        // The owner may keep the directory elsewhere behind a link, so it is opened through "/.".
        guard let directory = try FileDescriptor(opening: path + "/.", O_RDONLY | O_DIRECTORY) else {
            throw .notRegular(path: path)
        }
        if isNew { try directory.setMode(0o700) }
        do {
            try directory.requirePrivate(S_IFDIR)
        } catch .exposed(_, let mode, let isDirectory) {
            throw .exposed(path: path, mode: mode, isDirectory: isDirectory)
        } catch .notOwned {
            throw .notOwned(path: path)
        }
    }

    /// A file in the directory.
    package func file(_ name: String) -> SecretFile { SecretFile(path: path + "/" + name) }

    /// The names in the directory, sorted by their bytes, without those that start with a dot.
    package func names() throws(HomeError) -> [String] {
        guard let directory = opendir(path) else { throw .system(call: "open", path: path, code: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func makeParents(of path: String) throws(HomeError) {
        for end in path.indices.dropFirst() where path[end] == "/" {
            let parent = String(path[..<end])
            guard mkdir(parent, 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
                throw .system(call: "mkdir", path: parent, code: errno)
            }
        }
    }
}
