internal import Glibc

/// Runs a call that reports failure as −1, again while a signal interrupts it.
///
/// `errno` is read before anything else can change it.
@inline(__always)
func systemCall(_ name: StaticString, _ body: () -> Int32) throws(SystemCallError) -> Int32 {
    while true {
        let result = body()
        if result >= 0 { return result }
        let number = errno
        if number != EINTR { throw SystemCallError(call: name, number: number) }
    }
}
