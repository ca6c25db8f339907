import Glibc

/// Runs work that blocks on a thread of its own, as blocked threads of the pool would stop other tests.
package func onThread<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { done in
        let job = Unmanaged.passRetained(Job { done.resume(with: Swift.Result { try work() }) })
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, job.toOpaque())
        guard failure == 0 else {
            job.release()
            return done.resume(throwing: RawClient.Failure(call: "pthread_create"))
        }
        pthread_detach(thread)
    }
}

private final class Job: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
