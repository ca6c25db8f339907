/// Remembers where the wanted members of the outermost object stand.
struct MemberFinder: JSONVisitor {
    private let wanted: [String]
    private(set) var found: [JSONScan.Member?]
    private(set) var isObject = false
    private var depth = 0
    /// The wanted member whose value comes next, or is being walked through.
    private var pending: Int?
    private var start = 0

    init(_ wanted: [String]) {
        self.wanted = wanted
        found = Array(repeating: nil, count: wanted.count)
    }

    mutating func key(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor) throws(JSONFault) {
        guard depth == 1 else { return }
        pending = index(of: token, in: cursor)
        guard let pending, found[pending] != nil else { return }
        throw JSONFault(kind: .duplicateKey(wanted[pending]), offset: start)
    }

    mutating func string(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor) {
        guard depth == 1, pending != nil else { return }
        finish(start..<cursor.position, .string(cursor.text(of: token)))
    }

    mutating func number(_ range: Range<Int>, in cursor: JSONCursor) {
        guard depth == 1, pending != nil else { return }
        finish(range, .number(cursor.number(at: range)))
    }

    mutating func literal(_ value: JSON, at range: Range<Int>) {
        guard depth == 1 else { return }
        finish(range, value)
    }

    mutating func open(_ container: JSONContainer, at start: Int) {
        if depth == 0 { isObject = container == .object }
        if depth == 1 { self.start = start }
        depth += 1
    }

    mutating func close(_ container: JSONContainer, at end: Int) {
        depth -= 1
        if depth == 1 { finish(start..<end, nil) }
    }

    private mutating func finish(_ range: Range<Int>, _ scalar: JSON?) {
        guard let index = pending else { return }
        found[index] = JSONScan.Member(range: range, scalar: scalar)
        pending = nil
    }

    private func index(of token: JSONStringToken, in cursor: JSONCursor) -> Int? {
        if token.hasEscapes {
            let key = cursor.text(of: token)
            return wanted.firstIndex { $0.isSameBytes(as: key) }
        }
        return wanted.firstIndex {
            $0.utf8.count == token.contents.count && $0.utf8.elementsEqual(cursor.slice(token.contents))
        }
    }
}
