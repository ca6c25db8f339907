package import Reactor

/// An address that could not be listened on.
package struct BindFailure: Error, Hashable {
    package let address: SocketAddress
    package let error: SystemCallError
}
