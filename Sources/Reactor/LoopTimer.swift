/// One action that a loop runs at a moment, unless it is cancelled before.
///
/// A class because the heap moves it about while its owner holds on to it.
package final class LoopTimer {
    var due: LoopTime
    /// Its place in the heap, or nil when it is not waiting.
    var position: Int?
    let action: () -> Void

    init(due: LoopTime, action: @escaping () -> Void) {
        self.due = due
        self.action = action
    }
}
