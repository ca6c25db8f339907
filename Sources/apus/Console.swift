import Glibc

/// The terminal, line by line.
enum Console {
    static func say(_ line: String) { write(line, to: STDOUT_FILENO) }

    /// One line to stderr.
    static func complain(_ message: String) { write("apus: " + message, to: STDERR_FILENO) }

    /// Control characters become spaces, as a terminal would obey them.
    private static func write(_ line: String, to descriptor: Int32) {
        let harmless = line.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control && scalar != "\n" ? " " : scalar
        }
        var bytes = Array(String(String.UnicodeScalarView(harmless)).utf8)
        bytes.append(0x0A)
        // Nobody to tell if even this fails.
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
