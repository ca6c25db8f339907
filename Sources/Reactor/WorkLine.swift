/// Runs asynchronous work strictly one after another, in the order in which it was asked for.
///
/// An actor alone does not give that: it lets the next call in wherever the first one waits.
package struct WorkLine {
    private var last: Task<Void, Never>?

    package init() {}

    /// Puts the work at the end of the line.
    package mutating func add<Result: Sendable>(
        _ work: @escaping @Sendable () async -> Result
    ) -> Task<Result, Never> {
        let earlier = last
        let task = Task {
            await earlier?.value
            return await work()
        }
        last = Task { _ = await task.value }
        return task
    }
}
