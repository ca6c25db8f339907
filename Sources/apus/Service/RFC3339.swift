import Glibc

/// Moments as text for people and programs.
enum RFC3339 {
    /// The present second in UTC, such as `2026-11-21T10:00:00Z`.
    static func now() -> String {
        var second = time(nil)
        var parts = tm()
        gmtime_r(&second, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return "\(date)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}

/// This process, as other commands name it.
enum ProcessIdentity {
    static var id: Int32 { getpid() }
}
