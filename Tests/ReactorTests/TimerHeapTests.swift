import TestSupport
import Testing

@testable import Reactor

struct TimerHeapTests {
    private func timer(_ due: Int64) -> LoopTimer { LoopTimer(due: LoopTime(nanoseconds: due)) {} }

    @Test func `timers come out in the order of their moments`() {
        var generator = SeededGenerator(seed: 7)
        var heap = TimerHeap()
        let dues = (0..<500).map { _ in Int64.random(in: 0..<1000, using: &generator) }
        for due in dues { heap.insert(timer(due)) }
        var popped: [Int64] = []
        while let next = heap.popDue(at: .distantFuture) { popped.append(next.due.nanoseconds) }
        #expect(popped == dues.sorted())
    }

    @Test func `a timer that is not due stays`() {
        var heap = TimerHeap()
        heap.insert(timer(10))
        #expect(heap.popDue(at: LoopTime(nanoseconds: 9)) == nil)
        #expect(heap.popDue(at: LoopTime(nanoseconds: 10)) != nil)
    }

    @Test func `cancelling any of many leaves the others in order`() {
        var generator = SeededGenerator(seed: 11)
        var heap = TimerHeap()
        let all = (0..<300).map { _ in timer(Int64.random(in: 0..<100, using: &generator)) }
        for timer in all { heap.insert(timer) }
        let cancelled = Set((0..<150).map { _ in Int.random(in: 0..<300, using: &generator) })
        for index in cancelled { heap.remove(all[index]) }
        // A second time does nothing.
        for index in cancelled { heap.remove(all[index]) }
        var popped: [Int64] = []
        while let next = heap.popDue(at: .distantFuture) { popped.append(next.due.nanoseconds) }
        let kept = all.indices.filter { !cancelled.contains($0) }.map { all[$0].due.nanoseconds }
        #expect(popped == kept.sorted())
    }
}
