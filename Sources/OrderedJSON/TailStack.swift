/// A stack whose upper part can be moved out as an array of exactly the right size.
///
/// `Array` could do the same only by copying: a retain and a release for each element of each container.
struct TailStack<Element>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>?
    private var capacity = 0
    private(set) var count = 0

    /// How many elements the first push makes room for: enough for most small messages.
    private static var firstCapacity: Int { 32 }

    init() {}

    mutating func push(_ element: consuming Element) {
        if count == capacity { grow() }
        base?.advanced(by: count).initialize(to: element)
        count += 1
    }

    /// Changes the element that was pushed last, if there is one.
    mutating func withLast(_ change: (inout Element) -> Void) {
        guard count > 0, let base else { return }
        change(&base[count - 1])
    }

    /// Moves out all elements from an index on, which is at most `count`.
    mutating func takeAll(from start: Int) -> [Element] {
        guard start < count, let base else { return [] }
        let length = count - start
        count = start
        return Array(unsafeUninitializedCapacity: length) { room, filled in
            room.baseAddress?.moveInitialize(from: base + start, count: length)
            filled = length
        }
    }

    /// Looks at the elements from an index on, which is at most `count`.
    func withAll<Result>(from start: Int, _ look: (UnsafeBufferPointer<Element>) -> Result) -> Result {
        look(UnsafeBufferPointer(start: base.map { UnsafePointer($0 + start) }, count: count - start))
    }

    private mutating func grow() {
        let larger = capacity == 0 ? Self.firstCapacity : capacity * 2
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        if let base {
            moved.moveInitialize(from: base, count: count)
            base.deallocate()
        }
        base = moved
        capacity = larger
    }

    deinit {
        base?.deinitialize(count: count)
        base?.deallocate()
    }
}
