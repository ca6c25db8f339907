/// The request line and the header fields of one request, with what they decide about the connection.
package struct RequestHead: Sendable, Equatable {
    package var method: Method
    package var target: RequestTarget
    package var version: HTTPVersion
    package var fields: Fields
    package var framing: BodyFraming
    /// Whom the caller means to talk to: the target in absolute form, else `Host`; nil only under HTTP/1.0.
    package var authority: Authority?
    /// Whether the caller waits for a `100 Continue` before it sends the body.
    package var expectsContinue: Bool
    /// Whether the caller would use the connection again.
    package var keepsAlive: Bool
}

extension RequestHead {
    /// A head made by hand, as HTTP/1.1 without a body.
    package init(method: Method, target: RequestTarget, fields: Fields, authority: Authority?) {
        self.init(
            method: method, target: target, version: .http11, fields: fields, framing: .none,
            authority: authority,
            expectsContinue: false, keepsAlive: true)
    }
}
