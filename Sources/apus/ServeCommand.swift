import Admin
import Gateway
import Glibc
import HTTPServing
import OrderedJSON
import Reactor
import Settings

/// Runs the gateway until a signal ends it.
struct ServeCommand {
    private let options: ServeOptions

    init(_ options: ServeOptions) { self.options = options }

    func run() async throws {
        let capacity = Capacity(descriptors: ProcessLimits.prepare())
        let home = try HomeDirectory(preparing: Environment.home(options.home))
        // Held until the process ends, so that no second one works on the same files.
        let lock = try HomeLock(home)
        try RunRecord.remove(in: home)
        let store = try SettingsStore(opening: home)
        let token = try AdminToken.load(in: home)
        let files = try loadPage()
        let loops = try EventLoopGroup()
        let signals = try await terminationSignals(on: loops.loops[0])

        let live = LiveSettings()
        let sessions = AdminSessions(ownerToken: token)
        let listener = APIListener(loops: loops, limits: capacity.api, responder: APIResponder(live: live))
        let service = Service(
            store: store, listener: listener, live: live, home: home, limits: capacity.api,
            portForThisRun: options.port)
        let pages = AdminResponder(backend: service, sessions: sessions, files: files, version: Apus.version)
        let admin = try await openAdmin(loops, capacity.admin, pages)
        await service.adminIsAt(admin.addresses[0])
        announce(admin, sessions)
        await startIfWanted(service)
        await waitForEnd(signals, service, admin, home)
        withExtendedLifetime(lock) {}
    }

    private func loadPage() throws -> StaticFiles {
        guard let folder = PublicFolder.find(named: options.publicFolder) else {
            throw CommandFailure("the folder of the admin page was not found: give it with --public DIR")
        }
        do {
            return try StaticFiles(folder: folder)
        } catch {
            throw CommandFailure(
                "the admin page in \(folder) cannot be read (\(error)): give another with --public DIR")
        }
    }

    private func openAdmin(
        _ loops: EventLoopGroup, _ limits: ServerLimits, _ pages: AdminResponder
    ) async throws -> HTTPServer {
        do {
            return try await HTTPServer.start(
                on: ListenPlan(port: options.adminPort, allowsLAN: false).addresses, loops: loops,
                limits: limits, responder: pages)
        } catch {
            throw CommandFailure(
                "the admin page cannot listen on \(error.address): \(error.error.reason); choose another port with --admin-port"
            )
        }
    }

    private func announce(_ admin: HTTPServer, _ sessions: AdminSessions) {
        let code = sessions.makeCode(at: .current())
        Console.say("Admin page: http://\(admin.addresses[0])/admin#c=\(code)")
        Console.say("The link works once, within a minute; `apus link` prints another.")
    }

    private func startIfWanted(_ service: Service) async {
        do {
            if options.addsDemo { _ = try await service.addAccount(["provider": "demo"]) }
            let wanted = await service.startsByItself
            guard options.addsDemo || wanted else {
                Console.say("The API is stopped: open the page and press Start.")
                return
            }
            try await service.start()
            Console.say("API: \(await service.status().baseURL ?? "")")
        } catch {
            Console.complain(error.message)
        }
    }

    private func terminationSignals(on loop: EventLoop) async throws -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Int32.self, bufferingPolicy: .bufferingNewest(2))
        try await loop.perform { () throws(SystemCallError) in
            try ProcessSignals.onTermination(on: loop) { continuation.yield($0) }
        }
        return stream
    }

    /// The first signal lets running answers finish; the second ends the process where it stands.
    private func waitForEnd(
        _ signals: AsyncStream<Int32>, _ service: Service, _ admin: HTTPServer, _ home: HomeDirectory
    ) async {
        var next = signals.makeAsyncIterator()
        _ = await next.next()
        Console.say("Stopping; running requests may finish. Once more to stop now.")
        let impatience = Task {
            var again = signals.makeAsyncIterator()
            guard await again.next() != nil else { return }
            try? RunRecord.remove(in: home)
            _exit(ExitCode.failed.rawValue)
        }
        await service.shutDown()
        await admin.stop(within: .seconds(1))
        impatience.cancel()
    }
}
