import Glibc
import Testing

/// An upstream that a test plays on the loop's own thread, so that the loop hears of nothing in between.
final class HandPlayedUpstream: Sendable {
    let port: UInt16
    private let listener: Int32

    init() {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        port = ScriptedUpstream.listen(listener)
    }

    deinit { close(listener) }

    /// Gives the loop its turns until a connection is there.
    func accepted() async -> HandPlayedPeer {
        while true {
            let peer = accept(listener, nil, nil)
            if peer >= 0 { return HandPlayedPeer(peer) }
            await Task.yield()
        }
    }
}

/// One connection of an upstream that is played by hand.
final class HandPlayedPeer: Sendable {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Gives the loop its turns until something has come; empty at the end of the connection.
    func received() async -> String {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count >= 0 { return String(decoding: buffer[..<count], as: UTF8.self) }
            if errno != EAGAIN { return "" }
            await Task.yield()
        }
    }
}
