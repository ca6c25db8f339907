import HTTPCore

/// Where one connection stands within one request and its answer.
struct ExchangeState {
    enum Answer {
        case none
        case streaming(ResponseFraming)
        case complete
        /// The socket failed: nothing more can be said on it.
        case broken
    }

    let isHead: Bool
    let version: HTTPVersion
    let framing: BodyFraming
    var keepsAlive: Bool
    /// The caller waits for `100 Continue` before it sends the body.
    var awaitsContinue: Bool
    var bodyHasEnded: Bool
    var waited = Duration.zero
    var received = 0
    /// What this exchange holds of the server's body budget.
    var reserved = 0
    var answer = Answer.none

    init(_ head: RequestHead) {
        isHead = head.method == .head
        version = head.version
        framing = head.framing
        keepsAlive = head.keepsAlive
        awaitsContinue = head.expectsContinue
        bodyHasEnded = false
    }

    /// Whether the rest of the body is small enough to be read away, so that the connection can be kept.
    func canDiscardBody(upTo limit: Int) -> Bool {
        if bodyHasEnded { return true }
        guard case .length(let length) = framing, !awaitsContinue else { return false }
        return length - received <= limit
    }
}
