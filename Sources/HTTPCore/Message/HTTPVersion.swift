/// The versions whose rules differ for us; a later minor version of 1 reads as 1.1.
package enum HTTPVersion: Sendable, Hashable {
    case http10
    case http11
}
