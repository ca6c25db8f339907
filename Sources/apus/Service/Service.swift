import Admin
import Gateway
import HTTPCore
import HTTPServing
import OrderedJSON
import Reactor
import Settings

/// The running program as the admin API steers it: the configuration, and the API listener that follows it.
actor Service {
    var store: SettingsStore
    let listener: APIListener
    private let live: LiveSettings
    private let home: HomeDirectory
    /// What every start of the API listener grants, but for the size of bodies.
    private let limits: ServerLimits
    /// Known once the admin listener is bound.
    private var adminAddress: SocketAddress?
    /// A port from the command line holds until the configured one is changed.
    private var portForThisRun: UInt16?
    private var startedAt: String?
    /// Why the last start failed, when it was not the system that refused.
    private var refusal: AdminRefusal?
    /// Changes wait for each other here, so that none sees another half done.
    private var changes = WorkLine()
    /// Once the process ends nothing may be opened or written again.
    private var isEnding = false

    init(
        store: SettingsStore, listener: APIListener, live: LiveSettings, home: HomeDirectory,
        limits: ServerLimits = ServerLimits(), portForThisRun: UInt16?
    ) {
        self.store = store
        self.listener = listener
        self.live = live
        self.home = home
        self.limits = limits
        self.portForThisRun = portForThisRun
    }

    func adminIsAt(_ address: SocketAddress) async {
        adminAddress = address
        live.update(snapshot(of: store.settings))
        await recordRun()
    }

    /// Whether the API is to be opened with the program.
    var startsByItself: Bool { store.settings.proxy.autoStart && activeAccounts > 0 }

    /// Runs a change after those that came before it, unless the process is ending.
    func inTurn<Result: Sendable>(
        _ change: @escaping @Sendable () async throws(AdminRefusal) -> Result
    ) async throws(AdminRefusal) -> Result {
        guard !isEnding else { throw .stopping }
        let task = changes.add { () async -> Swift.Result<Result, AdminRefusal> in
            do throws(AdminRefusal) { return .success(try await change()) } catch { return .failure(error) }
        }
        return try await task.value.get()
    }

    var activeAccounts: Int { store.settings.activeAccounts }

    private func plan(_ settings: GatewaySettings, port: UInt16?) -> ListenPlan {
        ListenPlan(
            port: port ?? UInt16(clamping: settings.proxy.port), allowsLAN: settings.proxy.allowLANAccess)
    }

    func startListener() async throws(AdminRefusal) {
        guard activeAccounts > 0 else {
            refusal = .noAccounts
            throw .noAccounts
        }
        refusal = nil
        await listener.grant(limits.granting(megabytes: store.settings.proxy.maxBodyMegabytes))
        let wasRunning = await listener.plan != nil
        try await move(to: plan(store.settings, port: portForThisRun))
        if !wasRunning { startedAt = RFC3339.now() }
        await recordRun()
    }

    func stopListener() async {
        refusal = nil
        await listener.stop()
        startedAt = nil
        await recordRun()
    }

    /// Ends everything after the last change: the listener closes and the last answers are finished.
    func shutDown() async {
        isEnding = true
        let (listener, home) = (listener, home)
        await changes.add {
            await listener.shutDown()
            // Left behind it only names a process that does not answer.
            try? RunRecord.remove(in: home)
        }.value
    }

    func recordRun() async {
        guard let adminAddress else { return }
        var record = RunRecord(process: Int(ProcessIdentity.id), admin: adminAddress.description, api: nil)
        if case .running(let address) = await listener.state { record.api = address.description }
        // Other commands then find nothing to talk to, which they say; serving goes on.
        try? record.write(in: home)
    }

    func currentStatus() async -> ServiceStatus {
        var status = ServiceStatus(
            state: .stopped, activeAccounts: activeAccounts, inFlight: await listener.inFlight)
        switch await listener.state {
        case .stopped:
            if let refusal, activeAccounts == 0 { (status.state, status.reason) = (.failed, refusal) }
        case .starting: status.state = .starting
        case .draining: status.state = .draining
        case .failed(let failure): (status.state, status.reason) = (.failed, AdminRefusal(failure))
        case .running(let address):
            status.state = .running
            status.address = address.description
            status.baseURL = "http://127.0.0.1:\(address.port)"
            status.startedAt = startedAt
        }
        return status
    }

    /// Makes other settings the current ones: the listener moves first, and only what worked is saved.
    func adopt(_ new: GatewaySettings, changing paths: [String]) async throws(AdminRefusal) -> Bool {
        let old = store.settings
        let port = paths.contains("proxy.port") ? nil : portForThisRun
        let opensLAN = new.proxy.allowLANAccess && !old.proxy.allowLANAccess
        // Before the network can reach the listener, the new rules must hold; after it no longer can, they may.
        if opensLAN { live.update(snapshot(of: new)) }
        let previous = await listener.plan
        let rebinds = previous != nil && plan(old, port: portForThisRun) != plan(new, port: port)
        do {
            if rebinds { try await move(to: plan(new, port: port)) }
            try save(new)
        } catch {
            live.update(snapshot(of: old))
            if rebinds, let previous { try? await listener.start(previous) }
            await recordRun()
            throw error
        }
        portForThisRun = port
        live.update(snapshot(of: new))
        await listener.grant(limits.granting(megabytes: new.proxy.maxBodyMegabytes))
        if rebinds { await recordRun() }
        return rebinds
    }

    private func snapshot(of settings: GatewaySettings) -> GatewaySnapshot {
        GatewaySnapshot(settings, adminPort: Int(adminAddress?.port ?? 0))
    }

    private func move(to plan: ListenPlan) async throws(AdminRefusal) {
        do {
            try await listener.start(plan)
        } catch {
            throw AdminRefusal(error)
        }
    }

    func save(_ settings: GatewaySettings) throws(AdminRefusal) {
        do {
            try store.save(settings)
        } catch {
            throw AdminRefusal(error)
        }
    }
}

extension ServerLimits {
    /// The same with the owner's limit on bodies, of which at least two fit into the budget.
    fileprivate func granting(megabytes: Int) -> ServerLimits {
        var limits = self
        limits.message.bodyBytes = megabytes * 1024 * 1024
        limits.bodyBudget = max(limits.bodyBudget, 2 * limits.message.bodyBytes)
        return limits
    }
}
