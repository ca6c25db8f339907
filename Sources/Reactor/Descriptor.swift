internal import Glibc

/// A file descriptor that is closed exactly once.
package struct Descriptor: ~Copyable, Sendable {
    package let number: Int32

    package init(owning number: Int32) {
        self.number = number
    }

    deinit { _ = close(number) }
}
