/// The version of HTTP that an answer came in.
package enum ResponseVersion: Sendable, Hashable {
    case http10
    case http11
    case http2
}
