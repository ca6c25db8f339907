import HTTPCalling
import HTTPCore
import Reactor

/// Code that uses a client, on a loop of its own.
actor Caller {
    nonisolated let loop: EventLoop
    private let certificateFile: String?
    private var made: HTTPClient?
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.serialExecutor.asUnownedSerialExecutor() }

    private init(on loop: EventLoop, trusting certificateFile: String?) {
        self.loop = loop
        self.certificateFile = certificateFile
    }

    /// Runs the code, then lets go of the client and ends the loop.
    @discardableResult
    static func run<Result: Sendable>(
        trusting certificateFile: String? = nil,
        _ body: @Sendable (isolated Caller) async throws -> Result
    ) async throws -> Result {
        let group = try EventLoopGroup(count: 1)
        defer { group.shutDown() }
        let caller = Caller(on: group.loops[0], trusting: certificateFile)
        let result: Swift.Result<Result, any Error>
        do {
            // As in the program: code of no actor stays on the loop as well.
            result = .success(try await withTaskExecutorPreference(caller.loop) { try await body(caller) })
        } catch {
            result = .failure(error)
        }
        await caller.close()
        return try result.get()
    }

    /// The client, made when it is first asked for.
    var client: HTTPClient {
        get throws {
            if let made { return made }
            let client = try HTTPClient(on: loop, trusting: certificateFile)
            made = client
            return client
        }
    }

    /// Begins work beside the code that runs.
    nonisolated func task<Result: Sendable>(
        _ body: @escaping @Sendable (isolated Caller) async throws -> Result
    ) -> Task<Result, any Error> {
        Task(executorPreference: loop) { try await body(self) }
    }

    /// Makes a request of the simplest kind; scripted upstreams are on this machine.
    func get(_ url: String, _ change: (inout ClientRequest) -> Void = { _ in }) async throws -> ClientResponse
    {
        var request = ClientRequest(.get, url, addressRule: AddressRule(allowsLoopback: true))
        change(&request)
        return try await client.send(request)
    }

    private func close() { made = nil }
}

extension ClientResponse {
    /// The whole body, for answers that are known to be small.
    func text() async throws -> String {
        var bytes: [UInt8] = []
        while let chunk = try await nextChunk() { bytes += chunk }
        return String(decoding: bytes, as: UTF8.self)
    }
}
