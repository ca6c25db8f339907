import Glibc

/// A plain connection to a port of this machine, for tests that care about bytes.
package final class RawClient: Sendable {
    package struct Failure: Error {
        package let call: String

        package init(call: String) { self.call = call }
    }

    private let descriptor: Int32

    package init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // Long enough for a busy machine; a test that waits for it has failed.
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // From here on `deinit` closes the socket, also when this throws.
        guard result == 0 else { throw Failure(call: "connect") }
    }

    deinit { _ = Glibc.close(descriptor) }

    package func send(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send") }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Ends the sending side only.
    package func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads until the text has been seen, or to the end.
    package func read(through mark: String) async throws -> String {
        try await onThread { try self.readNow(through: mark) }
    }

    /// Reads until the server closes; a reset is an end too.
    package func readToEnd() async throws -> String {
        try await onThread { try self.readNow() }
    }

    /// Reads to the end and says whether the server reset the connection instead of closing it.
    package func endsInReset() async throws -> Bool {
        try await onThread {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(self.descriptor, &buffer, 65_536, 0)
                guard count <= 0 else { continue }
                return count < 0 && errno == ECONNRESET
            }
        }
    }

    private func readNow(through mark: String) throws -> String {
        var text: [UInt8] = []
        let wanted = Array(mark.utf8)
        while text.suffix(wanted.count) != wanted[...] {
            guard let byte = try readSome(1) else { break }
            text += byte
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func readNow() throws -> String {
        var text: [UInt8] = []
        while let piece = try readSome(65_536) { text += piece }
        return String(decoding: text, as: UTF8.self)
    }

    private func readSome(_ most: Int) throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: most)
        let count = recv(descriptor, &buffer, most, 0)
        if count < 0, errno != ECONNRESET { throw Failure(call: "recv") }
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}
