import Glibc
import Synchronization

/// An upstream that plays a script on each connection, on blocking sockets and threads of its own.
final class ScriptedUpstream: Sendable {
    enum Step: Sendable {
        /// Reads one request with its body and reports it.
        case expectRequest
        /// Reads once, whatever comes, and reports it.
        case expectBytes
        case send([UInt8])
        /// Sends that many zeros, as fast as they are taken; reports when nobody takes them.
        case flood(Int)
        /// Waits until the test signals; each signal lets one such step of one connection pass.
        case awaitSignal
        /// Reads until the peer closes and reports that.
        case awaitClose
        /// Closes so that the peer sees a reset.
        case reset

        static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
    }

    enum Event: Sendable, Hashable {
        case connected
        case request(String)
        case bytes([UInt8])
        /// For as long as a send may block, nobody took a byte.
        case blocked
        case peerClosed
        /// The script is through; its connection is closed.
        case finished
    }

    let port: UInt16
    private let listener: Int32
    private let stream: AsyncStream<Event>
    private let accepted: Count
    private let signals: Signals

    /// Plays the scripts on one connection after another, and the last one on all further ones.
    convenience init(_ scripts: [Step]...) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.init(scripts, on: listener, port: Self.listen(listener))
    }

    /// Plays them at `::1` alone; nil on a machine without it.
    convenience init?(onIPv6 scripts: [Step]...) {
        let listener = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        guard let port = Self.listenOnIPv6(listener) else { return nil }
        self.init(scripts, on: listener, port: port)
    }

    private init(_ scripts: [[Step]], on listener: Int32, port: UInt16) {
        self.listener = listener
        self.port = port
        let (stream, reports) = AsyncStream.makeStream(of: Event.self)
        self.stream = stream
        let accepted = Count()
        self.accepted = accepted
        let signals = Signals()
        self.signals = signals
        spawn { [listener] in
            while case let peer = accept(listener, nil, nil), peer >= 0 {
                let number = accepted.next()
                let script = scripts[min(number, scripts.count - 1)]
                reports.yield(.connected)
                spawn { ScriptedConnection(peer, reports, signals).play(script) }
            }
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var url: String { "http://127.0.0.1:\(port)/" }
    var connectionCount: Int { accepted.value }

    /// Lets one waiting step pass.
    func signal() { signals.send() }

    /// Waits until that event is reported; what was reported before it is passed over.
    func waits(for wanted: Event) async -> Bool {
        for await event in stream where event == wanted { return true }
        return false
    }

    /// Waits for the next request and returns its bytes as text.
    func nextRequest() async -> String {
        for await event in stream {
            if case .request(let text) = event { return text }
        }
        return ""
    }

    /// A port of this machine that nobody listens on.
    static func unusedPort() -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return listen(descriptor)
    }

    static func listen(_ descriptor: Int32) -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &address) { raw in
            guard let start = raw.baseAddress else { return }
            let general = start.assumingMemoryBound(to: sockaddr.self)
            _ = bind(descriptor, general, length)
            _ = Glibc.listen(descriptor, 1024)
            _ = getsockname(descriptor, general, &length)
        }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func listenOnIPv6(_ descriptor: Int32) -> UInt16? {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                bind(descriptor, general, length) == 0 && Glibc.listen(descriptor, 16) == 0
                    && getsockname(descriptor, general, &length) == 0
            }
        }
        return isBound ? UInt16(bigEndian: address.sin6_port) : nil
    }
}

/// One connection of a scripted upstream.
struct ScriptedConnection {
    private let descriptor: Int32
    private let reports: AsyncStream<ScriptedUpstream.Event>.Continuation
    private let signals: Signals

    init(
        _ descriptor: Int32, _ reports: AsyncStream<ScriptedUpstream.Event>.Continuation, _ signals: Signals
    ) {
        self.descriptor = descriptor
        self.reports = reports
        self.signals = signals
    }

    func play(_ script: [ScriptedUpstream.Step]) {
        // A peer that takes nothing for this long counts as one that waits.
        var patience = timeval(tv_sec: 0, tv_usec: 200_000)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        for step in script { play(step) }
        close(descriptor)
        reports.yield(.finished)
    }

    private func play(_ step: ScriptedUpstream.Step) {
        switch step {
        case .expectRequest:
            if let request = readRequest() { reports.yield(.request(request)) }
        case .expectBytes: reports.yield(.bytes(read()))
        case .send(let bytes): send(bytes)
        case .flood(let count):
            let piece = [UInt8](repeating: 0, count: 50_000)
            for _ in 0..<count / piece.count { send(piece) }
        case .awaitSignal: signals.wait()
        case .awaitClose:
            while !read().isEmpty {}
            reports.yield(.peerClosed)
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        }
    }

    private func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                reports.yield(.blocked)
            } else {
                return
            }
        }
    }

    private func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(0, count)))
    }

    /// Reads a head and as much body as its length says; nil when the peer closes before.
    private func readRequest() -> String? {
        var text = ""
        while true {
            if let end = text.range(of: "\r\n\r\n") {
                let length =
                    text[..<end.lowerBound].split(separator: "\r\n")
                    .first { $0.hasPrefix("Content-Length: ") }
                    .flatMap { Int($0.dropFirst(16)) } ?? 0
                if text[end.upperBound...].utf8.count >= length { return text }
            }
            let bytes = read()
            guard !bytes.isEmpty else { return nil }
            text += String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension String {
    fileprivate func range(of other: String) -> Range<Index>? { firstRange(of: other) }
}

/// Signals from a test to the threads of its upstream, through a pipe.
final class Signals: Sendable {
    private let ends: (read: Int32, write: Int32)

    init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        self.ends = (ends[0], ends[1])
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    func send() {
        var byte: UInt8 = 0
        write(ends.write, &byte, 1)
    }

    func wait() {
        var byte: UInt8 = 0
        read(ends.read, &byte, 1)
    }
}

/// How many there were so far, on any thread.
private final class Count: Sendable {
    private let number = Atomic<Int>(0)
    var value: Int { number.load(ordering: .relaxed) }
    func next() -> Int { number.add(1, ordering: .relaxed).oldValue }
}

/// Runs the work on a thread of its own.
private func spawn(_ work: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(work)).toOpaque()
    let result = pthread_create(
        &thread, nil,
        { box in
            if let box { Unmanaged<Box>.fromOpaque(box).takeRetainedValue().work() }
            return nil
        }, box)
    if result == 0 { pthread_detach(thread) }
}
