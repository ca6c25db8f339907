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

    @Test func `thousands of timers run in the order of their moments`() async throws {
        let order = try await onLoop { loop in
            let ran = Collected<Int>()
            let start = LoopTime.current()
            for index in 0..<2000 {
                // Every number below 2000 once, in no order.
                let place = (index * 7919) % 2000
                _ = loop.schedule(at: start + .microseconds(place * 10)) { ran.append(place) }
            }
            try await loop.sleep(until: start + .milliseconds(21))
            return ran.all
        }
        #expect(order == Array(0..<2000))
    }

    @Test func `hundreds of sleeping tasks all wake`() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.shutDown() }
        let loop = group.loops[0]
        let woken = Collected<Int>()
        await withTaskGroup(of: Void.self) { tasks in
            for index in 0..<500 {
                tasks.addTask(executorPreference: loop) {
                    try? await loop.sleep(until: .current() + .microseconds(index * 7 % 500))
                    woken.append(index)
                }
            }
        }
        #expect(woken.all.sorted() == Array(0..<500))
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
