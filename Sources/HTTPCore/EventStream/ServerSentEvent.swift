/// One event of an event stream.
package struct ServerSentEvent: Sendable, Hashable {
    /// The text of `event:`, empty where there was none; browsers call such an event `message`.
    package var name: String
    /// The lines of `data:` joined by line feeds, byte for byte.
    package var data: [UInt8]
    /// The last event ID as of this event; nil until the stream sets one.
    package var id: String?
    /// The reconnection time in milliseconds, if this event sets it.
    package var retry: Int?

    package init(name: String = "", data: [UInt8], id: String? = nil, retry: Int? = nil) {
        self.name = name
        self.data = data
        self.id = id
        self.retry = retry
    }
}
