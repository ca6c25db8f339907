internal import CSystem
internal import Glibc

/// The signals that the process handles on a loop instead of in a handler.
package enum ProcessSignals {
    /// To be called once, at the start.
    ///
    /// A write to a closed socket, or past the file size limit, must be an error of that one call. A crash must
    /// leave no picture of the memory: the runtime's crash reporter, which prints it, is taken out again.
    package static func prepare() {
        for fatal in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(fatal, SIG_DFL) }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Keeps the signals that ask for an end for `onTermination`; before any thread starts, as threads inherit it.
    package static func holdTermination() {
        var set = terminationSet()
        _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Tells the handler of each SIGHUP, SIGINT and SIGTERM, on the loop; the watch lasts as long as the process.
    package static func onTermination(
        on loop: EventLoop, _ handler: @escaping (Int32) -> Void
    ) throws(SystemCallError) {
        var set = terminationSet()
        let descriptor = try systemCall("signalfd") {
            unsafe signalfd(-1, &set, Int32(SFD_NONBLOCK) | Int32(SFD_CLOEXEC))
        }
        _ = try loop.watch(descriptor, for: .read) { _ in
            var info = signalfd_siginfo()
            let size = MemoryLayout<signalfd_siginfo>.size
            while unsafe read(descriptor, &info, size) == size { handler(Int32(info.ssi_signo)) }
        }
    }

    private static func terminationSet() -> sigset_t {
        var set = sigset_t()
        _ = unsafe sigemptyset(&set)
        // A terminal that closes asks as politely as one that sends Ctrl-C.
        _ = unsafe sigaddset(&set, SIGHUP)
        _ = unsafe sigaddset(&set, SIGINT)
        _ = unsafe sigaddset(&set, SIGTERM)
        return set
    }
}
