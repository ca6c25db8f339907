package import HTTPCore

/// What a server does with a request.
package protocol RequestResponder: Sendable {
    /// Answers one request; a request left without an answer gets 500, a body left unfinished cuts the connection.
    func respond(to request: ServerRequest, through writer: consuming ResponseWriter) async

    /// The answer to bytes that are no request, or that come too slowly or too many; the connection closes after it.
    func refusal(_ status: Status, because reason: String) -> (head: ResponseHead, body: [UInt8])
}
