/// The timers of one loop, earliest first; each knows its place, so that cancelling costs no search.
struct TimerHeap {
    private var timers: [LoopTimer] = []

    var earliest: LoopTime? { timers.first?.due }
    var count: Int { timers.count }

    mutating func insert(_ timer: LoopTimer) {
        timer.position = timers.count
        timers.append(timer)
        siftUp(from: timers.count - 1)
    }

    mutating func remove(_ timer: LoopTimer) {
        guard let position = timer.position else { return }
        timer.position = nil
        let last = timers.removeLast()
        guard position < timers.count else { return }
        place(last, at: position)
        siftUp(from: position)
        siftDown(from: position)
    }

    /// Takes the earliest timer out if it is due.
    mutating func popDue(at now: LoopTime) -> LoopTimer? {
        guard let first = timers.first, first.due <= now else { return nil }
        remove(first)
        return first
    }

    private mutating func place(_ timer: LoopTimer, at position: Int) {
        timers[position] = timer
        timer.position = position
    }

    private mutating func siftUp(from start: Int) {
        var position = start
        let moving = timers[position]
        while position > 0 {
            let parent = (position - 1) / 2
            guard moving.due < timers[parent].due else { break }
            place(timers[parent], at: position)
            position = parent
        }
        place(moving, at: position)
    }

    private mutating func siftDown(from start: Int) {
        var position = start
        let moving = timers[position]
        while true {
            var child = 2 * position + 1
            guard child < timers.count else { break }
            if child + 1 < timers.count, timers[child + 1].due < timers[child].due { child += 1 }
            guard timers[child].due < moving.due else { break }
            place(timers[child], at: position)
            position = child
        }
        place(moving, at: position)
    }
}
