import Reactor

/// Runs the body as a task on a loop of its own, and ends the loop afterwards.
func onLoop<Result: Sendable>(
    _ body: @escaping @Sendable (EventLoop) async throws -> Result
) async throws -> Result {
    let group = try EventLoopGroup(count: 1)
    let loop = group.loops[0]
    let result = await Task(executorPreference: loop) { try await body(loop) }.result
    group.shutDown()
    return try result.get()
}
