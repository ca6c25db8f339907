/// What the parser found next; every message ends in `.end`.
package enum RequestEvent: Sendable, Equatable {
    case head(RequestHead)
    /// Body bytes without their chunk framing, never empty.
    case body([UInt8])
    case end
}
