import Synchronization

/// Gathers values from any thread, in the order in which they came.
package final class Collected<Element: Sendable>: Sendable {
    private let values = Mutex<[Element]>([])

    package init() {}

    package func append(_ value: Element) { values.withLock { $0.append(value) } }

    package var all: [Element] { values.withLock { $0 } }
}
