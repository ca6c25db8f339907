internal import Glibc

/// The thread of one loop.
struct LoopThread: Sendable {
    private let thread: pthread_t

    init(running loop: EventLoop) throws(SystemCallError) {
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(loop).toOpaque()
        let failure = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<EventLoop>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, argument)
        guard failure == 0 else {
            unsafe Unmanaged<EventLoop>.fromOpaque(argument).release()
            throw SystemCallError(call: "pthread_create", number: failure)
        }
        self.thread = thread
    }

    func join() { _ = pthread_join(thread, nil) }
}
