/// How the end of a message body is found.
package enum BodyFraming: Sendable, Hashable {
    case none
    case length(Int)
    case chunked
}
