import HTTPCalling
import Reactor

/// The client of one loop, made on it.
// SAFETY: the client is touched only by tasks that run on its loop, which `Forwarder` picks by the loop's number.
struct LoopClient: @unchecked Sendable {
    let client: HTTPClient

    init(on loop: EventLoop) async throws {
        client = try await Task(executorPreference: loop) { try LoopClient(made: HTTPClient(on: loop)) }.value
            .client
    }

    private init(made client: HTTPClient) { self.client = client }
}
