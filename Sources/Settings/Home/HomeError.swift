import Glibc

/// Why the home directory or a file in it cannot be used.
package enum HomeError: Error, Sendable, Hashable {
    /// Neither `--home` nor `$APUS_HOME` nor `$HOME` says where to live.
    case notChosen
    /// Other users can read or write it.
    case exposed(path: String, mode: UInt32, isDirectory: Bool)
    case symbolicLink(path: String)
    case notRegular(path: String)
    case notOwned(path: String)
    case tooLarge(path: String, limit: Int)
    /// The file holds something else than this program writes there.
    case damaged(path: String, expected: String)
    /// Another process lives there; its id when it has told it.
    case inUse(path: String, process: Int?)
    /// A system call failed.
    case system(call: String, path: String, code: Int32)
}

extension HomeError: CustomStringConvertible {
    /// One line that says what to do.
    package var description: String {
        switch self {
        case .notChosen: "no home directory: give one with --home DIR or set APUS_HOME"
        case .exposed(let path, let mode, let isDirectory):
            """
            \(path) is open to other users (mode \(String(mode, radix: 8))): \
            run chmod \(isDirectory ? "700" : "600") \(ShellWord(path))
            """
        case .symbolicLink(let path):
            "\(path) is a symbolic link: replace it by the file itself, or remove it with rm \(ShellWord(path))"
        case .notRegular(let path): "\(path) is not a file of the right kind: move it away"
        case .notOwned(let path):
            "\(path) belongs to another user: run sudo chown \"$(id -u)\" \(ShellWord(path))"
        case .tooLarge(let path, let limit): "\(path) is longer than \(limit) bytes"
        case .damaged(let path, let expected): "\(path) does not hold \(expected): move it away"
        case .inUse(let path, let process):
            "\(path) is in use by another apus\(process.map { " (process \($0))" } ?? ""): stop it or use --home"
        case .system(let call, let path, let code): "\(call) \(path): \(String(cString: strerror(code)))"
        }
    }
}

/// A text quoted so that a shell reads it as one word.
private struct ShellWord: CustomStringConvertible {
    let description: String

    init(_ text: String) {
        let quoted = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
        description = TextRule.isPlainPath(text) ? text : "'\(quoted)'"
    }
}
