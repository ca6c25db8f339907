import HTTPCore

/// What a parser made of some bytes, with the body pieces joined so that the cuts do not show.
struct Transcript: Equatable {
    struct Message: Equatable {
        var head: RequestHead
        var body: [UInt8] = []
        var isComplete = false
    }

    var messages: [Message] = []
    var failure: HTTPParseError?

    /// Feeds the pieces one after the other, reading all events after each.
    init(of pieces: [ArraySlice<UInt8>], limits: HTTPLimits = HTTPLimits()) {
        var parser = RequestParser(limits: limits)
        for piece in pieces {
            parser.append(piece.span)
            read(from: &parser)
        }
    }

    init(of bytes: [UInt8], limits: HTTPLimits = HTTPLimits()) {
        self.init(of: [bytes[...]], limits: limits)
    }

    init(of text: String, limits: HTTPLimits = HTTPLimits()) {
        self.init(of: Array(text.utf8), limits: limits)
    }

    var completeCount: Int { messages.count { $0.isComplete } }

    private mutating func read(from parser: inout RequestParser) {
        do {
            while let event = try parser.next() {
                switch event {
                case .head(let head): messages.append(Message(head: head))
                case .body(let bytes): messages[messages.count - 1].body += bytes
                case .end: messages[messages.count - 1].isComplete = true
                }
            }
        } catch {
            failure = error
        }
    }
}

extension [UInt8] {
    /// Cut once, at the given place.
    func cut(at place: Int) -> [ArraySlice<UInt8>] { [self[..<place], self[place...]] }

    /// Cut after every byte.
    var singly: [ArraySlice<UInt8>] { indices.map { self[$0...$0] } }
}
