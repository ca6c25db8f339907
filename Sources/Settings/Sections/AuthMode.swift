/// Which callers must show the key; the gate has the table of what each means.
package enum AuthMode: String, Sendable, CaseIterable {
    case off
    /// Every path, `/healthz` included.
    case strict
    case allExceptHealth = "all_except_health"
    /// `allExceptHealth` when the LAN may connect, else `off`.
    case auto
}
