import Glibc

/// The files of the page, read once at start and served by exact match of their names.
///
/// No request reaches the file system, so no path can climb out of a folder.
package struct StaticFiles: Sendable {
    struct File: Sendable {
        let bytes: [UInt8]
        let type: String
    }

    private let files: [String: File]

    /// A page of this size is a mistake in the folder, not a page.
    private static let mostBytes = 8 * 1024 * 1024
    private static let mostFiles = 500
    private static let deepest = 4

    /// The kinds of file that a page is made of; others are left out.
    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "json": "application/json", "svg": "image/svg+xml",
        "png": "image/png", "webmanifest": "application/manifest+json",
    ]

    /// Why the folder cannot be served.
    package enum Failure: Error, Hashable {
        case unreadable(String)
        case noIndex(String)
        case tooLarge(String)
    }

    package init(folder: String) throws(Failure) {
        var files: [String: File] = [:]
        var bytes = 0
        try Self.collect(folder, prefix: "", depth: 0, into: &files, bytes: &bytes)
        guard files["index.html"] != nil else { throw .noIndex(folder) }
        self.files = files
    }

    /// The file behind a path below `/admin/`, without decoding anything.
    subscript(name: String) -> File? { files[name.isEmpty ? "index.html" : name] }

    private static func collect(
        _ folder: String, prefix: String, depth: Int, into files: inout [String: File], bytes: inout Int
    ) throws(Failure) {
        guard depth < deepest else { return }
        for name in try entries(of: folder) {
            let path = folder + "/" + name
            var details = stat()
            // Links are left out: what they point to may lie anywhere.
            guard lstat(path, &details) == 0 else { continue }
            switch details.st_mode & S_IFMT {
            case S_IFDIR:
                try collect(path, prefix: prefix + name + "/", depth: depth + 1, into: &files, bytes: &bytes)
            case S_IFREG:
                guard let dot = name.lastIndex(of: "."),
                    let type = types[String(name[name.index(after: dot)...])]
                else { continue }
                let content = try read(path, size: Int(details.st_size))
                bytes += content.count
                guard bytes <= mostBytes, files.count < mostFiles else { throw .tooLarge(folder) }
                files[prefix + name] = File(bytes: content, type: type)
            default: continue
            }
        }
    }

    private static func entries(of folder: String) throws(Failure) -> [String] {
        guard let directory = opendir(folder) else { throw .unreadable(folder) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func read(_ path: String, size: Int) throws(Failure) -> [UInt8] {
        guard size <= mostBytes else { throw .tooLarge(path) }
        guard let file = fopen(path, "rb") else { throw .unreadable(path) }
        defer { fclose(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, file)
        }
        guard bytes.count == size else { throw .unreadable(path) }
        return bytes
    }
}
