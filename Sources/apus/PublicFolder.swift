import Glibc

/// Where the files of the admin page are.
enum PublicFolder {
    /// `--public`, else `$APUS_PUBLIC`, else `Public` beside the program, above its build folder, or here.
    static func find(named argument: String?) -> String? {
        if let named = argument ?? Environment.value("APUS_PUBLIC") { return named }
        return candidates.first { access($0 + "/index.html", R_OK) == 0 }
    }

    private static var candidates: [String] {
        var folders: [String] = []
        if var folder = executableFolder {
            // A build leaves the program three folders below the one that holds `Public`.
            for _ in 0..<4 {
                folders.append(folder + "/Public")
                guard let slash = folder.lastIndex(of: "/") else { break }
                folder = String(folder[..<slash])
            }
        }
        return folders + ["Public"]
    }

    private static var executableFolder: String? {
        var path = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        guard length > 0 else { return nil }
        let text = String(decoding: path.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.lastIndex(of: "/").map { String(text[..<$0]) }
    }
}
