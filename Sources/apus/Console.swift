import Glibc

/// The terminal, line by line.
enum Console {
    static func say(_ line: String) { write(line, to: STDOUT_FILENO) }

    /// One line to stderr.
    static func complain(_ message: String) { write("apus: " + message, to: STDERR_FILENO) }

    /// Control characters become spaces, as a terminal would obey them.
    private static func write(_ line: String, to descriptor: Int32) {
        var bytes = line.utf8.map { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F ? 0x20 : $0 }
        bytes.append(0x0A)
        // Nobody to tell if even this fails.
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
