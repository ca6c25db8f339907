internal import CSystem
internal import Glibc

/// What the process asks of the system for itself.
package enum ProcessLimits {
    /// As many descriptors as are allowed, no picture of the memory for other programs, files for the owner only.
    ///
    /// - Returns: how many descriptors that is.
    package static func prepare() -> Int {
        _ = umask(0o077)
        _ = apus_set_dumpable(0)
        set(RLIMIT_CORE) { $0.rlim_cur = 0 }
        set(RLIMIT_NOFILE) { $0.rlim_cur = $0.rlim_max }
        var descriptors = rlimit()
        guard unsafe getrlimit(RLIMIT_NOFILE.system, &descriptors) == 0 else { return 1024 }
        return Int(clamping: descriptors.rlim_cur)
    }

    private static func set(_ resource: __rlimit_resource, _ change: (inout rlimit) -> Void) {
        var limit = rlimit()
        guard unsafe getrlimit(resource.system, &limit) == 0 else { return }
        change(&limit)
        _ = unsafe setrlimit(resource.system, &limit)
    }
}

extension __rlimit_resource {
    fileprivate var system: Int32 { Int32(rawValue) }
}
