/// Remembers where the elements of the outermost array stand.
struct ElementFinder: JSONVisitor {
    private(set) var found: [Range<Int>] = []
    private(set) var isArray = false
    private var depth = 0
    private var start = 0

    mutating func key(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor) {}

    mutating func string(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor) {
        add(start..<cursor.position)
    }

    mutating func number(_ range: Range<Int>, in cursor: JSONCursor) { add(range) }

    mutating func literal(_ value: JSON, at range: Range<Int>) { add(range) }

    mutating func open(_ container: JSONContainer, at start: Int) {
        if depth == 0 { isArray = container == .array }
        if depth == 1 { self.start = start }
        depth += 1
    }

    mutating func close(_ container: JSONContainer, at end: Int) {
        depth -= 1
        add(start..<end)
    }

    private mutating func add(_ range: Range<Int>) {
        if depth == 1 { found.append(range) }
    }
}
