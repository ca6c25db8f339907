internal import CSystem
internal import Synchronization

/// The loops of a process, each on a thread of its own.
package final class EventLoopGroup: Sendable {
    package let loops: [EventLoop]
    private let threads: [LoopThread]
    private let turn = Atomic<Int>(0)

    /// Starts that many loops, by default one for each core that this process may use.
    package init(count: Int = EventLoopGroup.coreCount) throws(SystemCallError) {
        var loops: [EventLoop] = []
        var threads: [LoopThread] = []
        for index in 0..<max(1, count) {
            let loop = try EventLoop(index: index)
            loops.append(loop)
            threads.append(try LoopThread(running: loop))
        }
        self.loops = loops
        self.threads = threads
    }

    package static var coreCount: Int {
        max(1, Int(apus_core_count()))
    }

    /// The loop that the next connection goes to: each in its turn.
    package func next() -> EventLoop {
        let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return loops[Int(UInt(bitPattern: number) % UInt(loops.count))]
    }

    /// Stops the loops and waits for their threads; not to be called on one of them.
    package func shutDown() {
        for loop in loops { loop.stop() }
        for thread in threads { thread.join() }
    }
}
