import Reactor
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct EventLoopTests {
    @Test func `a task that prefers a loop runs on its thread, also after it was suspended`() async throws {
        let places = try await onLoop { loop in
            let before = loop.isOnLoop
            try await loop.sleep(until: .current() + .milliseconds(1))
            return [before, loop.isOnLoop]
        }
        #expect(places == [true, true])
    }

    @Test func `an actor pinned to a loop runs there without hops`() async throws {
        let group = try EventLoopGroup(count: 2)
        defer { group.shutDown() }
        for loop in group.loops {
            let pinned = Pinned(loop)
            #expect(await pinned.isAtHome())
        }
    }

    @Test func `work from many threads runs once each`() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.shutDown() }
        let loop = group.loops[0]
        let runs = Collected<Int>()
        await withTaskGroup(of: Void.self) { tasks in
            for _ in 0..<50 {
                tasks.addTask {
                    for _ in 0..<100 {
                        await withCheckedContinuation { done in
                            loop.execute {
                                runs.append(1)
                                done.resume()
                            }
                        }
                    }
                }
            }
        }
        #expect(runs.all.count == 5000)
    }

    @Test func `thousands of sleeping tasks wake in the order of their moments`() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.shutDown() }
        let loop = group.loops[0]
        let start = LoopTime.current()
        let woken = Collected<Int>()
        await withTaskGroup(of: Void.self) { tasks in
            for index in 0..<2000 {
                tasks.addTask(executorPreference: loop) {
                    try? await loop.sleep(until: start + .microseconds(20_000 + (index * 7919) % 2000 * 10))
                    woken.append((index * 7919) % 2000)
                }
            }
        }
        let order = woken.all
        #expect(order == order.sorted())
        #expect(order.count == 2000)
    }

    @Test func `cancelling a sleeping task wakes it at once`() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.shutDown() }
        let loop = group.loops[0]
        let sleeping = Task(executorPreference: loop) {
            try await loop.sleep(until: .current() + .seconds(3600))
        }
        sleeping.cancel()
        await #expect(throws: CancellationError.self) { try await sleeping.value }
    }

    @Test func `a timer that was moved runs at its new moment only`() async throws {
        let runs = try await onLoop { loop in
            let runs = Collected<Int>()
            let timer = loop.schedule(after: .seconds(3600)) { runs.append(1) }
            loop.move(timer, to: .current())
            try await loop.sleep(until: .current() + .milliseconds(2))
            return runs.all.count
        }
        #expect(runs == 1)
    }
}

private actor Pinned {
    private let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.serialExecutor.asUnownedSerialExecutor() }

    init(_ loop: EventLoop) { self.loop = loop }

    func isAtHome() -> Bool { loop.isOnLoop }
}
