internal import Reactor

/// A timer that costs next to nothing to move later: it wakes at the earlier moment and looks again.
///
/// Deadlines move with each arrival of bytes and hardly ever pass. Lives on its loop.
final class LazyTimer {
    /// The moment of the action; the distant future for none.
    var due = LoopTime.distantFuture {
        didSet { if due < wakesAt { wake(at: due) } }
    }

    private let loop: EventLoop
    private let action: () -> Void
    private var timer: LoopTimer?
    private var wakesAt = LoopTime.distantFuture

    init(on loop: EventLoop, _ action: @escaping () -> Void) {
        self.loop = loop
        self.action = action
    }

    deinit {
        if let timer, loop.isOnLoop { loop.cancel(timer) }
    }

    private func wake(at moment: LoopTime) {
        wakesAt = moment
        if let timer {
            loop.move(timer, to: moment)
        } else {
            timer = loop.schedule(at: moment) { [weak self] in self?.look() }
        }
    }

    private func look() {
        wakesAt = .distantFuture
        guard due < .distantFuture else { return }
        guard due <= loop.now else { return wake(at: due) }
        due = .distantFuture
        action()
    }
}
