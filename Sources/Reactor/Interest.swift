/// What a watch wants to hear about a descriptor.
package struct Interest: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let read = Interest(rawValue: 1)
    package static let write = Interest(rawValue: 2)
    /// Told once for each change instead of for as long as the state lasts.
    static let onChange = Interest(rawValue: 4)
}

/// What the poller found out about a descriptor.
package struct Readiness: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let read = Readiness(rawValue: 1)
    package static let write = Readiness(rawValue: 2)
    /// The peer will send nothing more, or the connection broke.
    package static let hangUp = Readiness(rawValue: 4)
    package static let failure = Readiness(rawValue: 8)
}
