/// How much a peer may send before the answer is an error; every bound of the wire in one place.
package struct HTTPLimits: Sendable, Hashable {
    /// The request line and all header fields together: room for large cookies and long lists of betas.
    package var headBytes = 64 * 1024
    /// The request target: browsers and SDKs stay far below it.
    package var targetBytes = 16 * 1024
    /// One header line, so that one field cannot take the whole head.
    package var fieldBytes = 32 * 1024
    /// Header lines; real clients send about twenty.
    package var fieldCount = 256
    /// The method token; the longest we know has seven letters.
    package var methodBytes = 32
    /// A body of a message unless `RequestParser.allowBody(upTo:)` says otherwise.
    package var bodyBytes = 64 * 1024 * 1024
    /// One chunk-size line with its extensions.
    package var chunkLineBytes = 4 * 1024
    /// All chunk extensions of one body: they mean nothing here, so they may not cost much (CVE-2023-39326).
    package var chunkExtensionBytes = 16 * 1024
    /// The trailer section, which is read only to be dropped.
    package var trailerBytes = 8 * 1024
    /// Trailer lines.
    package var trailerCount = 64
    /// The body bytes that one event carries at most, so that an event never holds a whole upload.
    package var bodyPieceBytes = 64 * 1024

    package init() {}
}
