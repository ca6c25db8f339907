import Glibc
import Reactor

/// Two connected sockets, both non-blocking; the caller owns them.
func socketPair() throws -> (Int32, Int32) {
    var numbers: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &numbers) == 0 else {
        throw SystemCallError(call: "socketpair", number: errno)
    }
    return (numbers[0], numbers[1])
}
