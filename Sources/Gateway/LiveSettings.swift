import Synchronization

/// The settings that hold for the next request, replaced as a whole when the owner changes something.
package final class LiveSettings: Sendable {
    private let snapshot = Mutex<GatewaySnapshot?>(nil)

    package init() {}

    package var current: GatewaySnapshot? { snapshot.withLock { $0 } }

    package func update(_ new: GatewaySnapshot) { snapshot.withLock { $0 = new } }
}
