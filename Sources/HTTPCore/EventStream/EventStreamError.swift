/// Why an event stream cannot be read any further.
package enum EventStreamError: Error, Hashable {
    /// A line, or all data lines of one event together, passed the limit in bytes.
    case eventTooLong(limit: Int)
}
