internal import CSystem
internal import Glibc

/// Why a connection did not come about.
package enum ConnectError: Error, Hashable {
    case system(SystemCallError)
    /// The deadline passed, or the task was cancelled.
    case ended(StreamError)
}

extension ByteStream {
    /// Opens a connection to the address; called on the loop.
    package static func connect(
        to address: SocketAddress, on loop: EventLoop, before deadline: LoopTime
    ) async throws(ConnectError) -> ByteStream {
        let stream: ByteStream
        do throws(SystemCallError) {
            stream = try open(to: address, on: loop)
        } catch {
            throw .system(error)
        }
        stream.deadline = deadline
        await stream.wait(forReading: false)
        stream.deadline = .distantFuture
        do throws(StreamError) {
            try stream.state.throwInterruption()
        } catch {
            throw .ended(error)
        }
        if let error = stream.connectFailure { throw .system(error) }
        return stream
    }

    /// Begins to connect; the socket becomes writable when that has come to an end, good or bad.
    private static func open(
        to address: SocketAddress, on loop: EventLoop
    ) throws(SystemCallError) -> ByteStream {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = Descriptor(owning: try systemCall("socket") { socket(address.family, kind, 0) })
        let number = descriptor.number
        var on: Int32 = 1
        _ = unsafe setsockopt(
            number, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        do {
            _ = try systemCall("connect") {
                unsafe address.withSystemAddress { unsafe Glibc.connect(number, $0, $1) }
            }
        } catch {
            guard error.number == EINPROGRESS else { throw error }
        }
        let stream = try ByteStream(descriptor, on: loop)
        stream.state.isWritable = false
        return stream
    }

    private var connectFailure: SystemCallError? {
        var number: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor.number, SOL_SOCKET, SO_ERROR, &number, &length)
        if result != 0 { return SystemCallError(call: "getsockopt", number: errno) }
        return number == 0 ? nil : SystemCallError(call: "connect", number: number)
    }
}

extension SystemCallError {
    package var isRefused: Bool { number == ECONNREFUSED }
    package var isUnreachable: Bool { number == ENETUNREACH || number == EHOSTUNREACH }
    package var isTimeout: Bool { number == ETIMEDOUT }
    /// Whether this process or machine has run out of something that a connection needs.
    package var isExhaustion: Bool {
        [EMFILE, ENFILE, EADDRNOTAVAIL, ENOBUFS, ENOMEM, EAGAIN].contains(number)
    }
}
