import Settings

/// What each auth mode means, cell by cell; a page from an unlisted origin is refused in every row.
struct GateTable {
    /// Who asks.
    enum Caller {
        /// No `Origin` and no sign of a page, from this machine.
        case program
        case listedPage
        /// No page, from another machine.
        case lanPeer
    }

    private let programNeedsKey: Bool
    private let lanPeerNeedsKey: Bool
    private let healthNeedsKey: Bool

    init(_ mode: AuthMode, allowsLAN: Bool) {
        switch mode {
        case .off: self.init(programNeedsKey: false, lanPeerNeedsKey: false, healthNeedsKey: false)
        case .auto: self.init(allowsLAN ? .allExceptHealth : .off, allowsLAN: allowsLAN)
        case .allExceptHealth: self.init(programNeedsKey: true, lanPeerNeedsKey: true, healthNeedsKey: false)
        case .strict: self.init(programNeedsKey: true, lanPeerNeedsKey: true, healthNeedsKey: true)
        }
    }

    private init(programNeedsKey: Bool, lanPeerNeedsKey: Bool, healthNeedsKey: Bool) {
        self.programNeedsKey = programNeedsKey
        self.lanPeerNeedsKey = lanPeerNeedsKey
        self.healthNeedsKey = healthNeedsKey
    }

    func needsKey(_ caller: Caller, isHealthCheck: Bool) -> Bool {
        if isHealthCheck { return healthNeedsKey }
        return switch caller {
        case .program: programNeedsKey
        // The owner opened the port to programs; a page acts for whoever wrote it.
        case .listedPage: true
        case .lanPeer: lanPeerNeedsKey
        }
    }
}
