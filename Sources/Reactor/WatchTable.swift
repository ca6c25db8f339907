/// The descriptors that a loop watches, found by slot in one step.
struct WatchTable {
    /// Who hears of an event.
    enum Listener {
        case stream(StreamState)
        case callback((Readiness) -> Void)
    }

    private struct Slot {
        var generation: UInt32 = 0
        var descriptor: Int32 = -1
        var listener: Listener?
    }

    private var slots: [Slot] = []
    private var free: [UInt32] = []

    mutating func insert(_ descriptor: Int32, _ listener: Listener) -> WatchID {
        let slot: UInt32
        if let reused = free.popLast() {
            slot = reused
        } else {
            slot = UInt32(slots.count)
            slots.append(Slot())
        }
        slots[Int(slot)].descriptor = descriptor
        slots[Int(slot)].listener = listener
        return WatchID(slot: slot, generation: slots[Int(slot)].generation)
    }

    func listener(of id: WatchID) -> Listener? {
        guard slots[Int(id.slot)].generation == id.generation else { return nil }
        return slots[Int(id.slot)].listener
    }

    func descriptor(of id: WatchID) -> Int32? {
        guard slots[Int(id.slot)].generation == id.generation else { return nil }
        return slots[Int(id.slot)].descriptor
    }

    /// Ends a registration; events for it that are still under way will match nothing.
    mutating func remove(_ id: WatchID) -> Int32? {
        guard let descriptor = descriptor(of: id), slots[Int(id.slot)].listener != nil else { return nil }
        slots[Int(id.slot)].listener = nil
        slots[Int(id.slot)].generation &+= 1
        free.append(id.slot)
        return descriptor
    }
}
