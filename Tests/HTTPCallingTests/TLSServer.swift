import Glibc
import TestSupport

/// OpenSSL's test server with a certificate of its own making, for the name `localhost`.
final class TLSServer {
    private static let tool = "/usr/bin/openssl"
    static var isAvailable: Bool { access(tool, X_OK) == 0 }

    let port: Int
    /// The certificate, which only those trust who are given it.
    let certificateFile: String
    private let keyFile: String
    private let folder = TemporaryFolder()
    private let server: pid_t

    init() {
        keyFile = folder.path + "/key.pem"
        certificateFile = folder.path + "/certificate.pem"
        let maker = Self.start([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "1",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", keyFile, "-out",
            certificateFile,
        ])
        Self.wait(for: maker.process)
        close(maker.output)
        let started = Self.start([
            "s_server", "-accept", "127.0.0.1:0", "-www", "-key", keyFile, "-cert", certificateFile,
        ])
        server = started.process
        port = Self.port(in: started.output)
        close(started.output)
    }

    deinit {
        kill(server, SIGKILL)
        Self.wait(for: server)
    }

    private static func start(_ arguments: [String]) -> (process: pid_t, output: Int32) {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        // The process must not hold the reading end itself.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words = ([tool] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        posix_spawn(&process, tool, &actions, nil, &words, environ)
        return (process, ends[0])
    }

    private static func wait(for process: pid_t) {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// Reads the line in which the server names its port.
    private static func port(in output: Int32) -> Int {
        var text = ""
        while true {
            var buffer = [UInt8](repeating: 0, count: 1024)
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { return 0 }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            where line.hasPrefix("ACCEPT ") {
                return line.split(separator: ":").last.flatMap { Int($0) } ?? 0
            }
        }
    }
}
