/// Makes a value of what a walker finds.
struct JSONBuilder: JSONVisitor, ~Copyable {
    /// A container that is not closed yet, and where its contents start on the stack.
    private struct Frame {
        let container: JSONContainer
        let start: Int
        var names = NameSet()
    }

    private let duplicateKeys: DuplicateKeys
    private var frames: [Frame] = []
    private var values = TailStack<JSON>()
    /// The last one of an open object has `null` until its value has come.
    private var members = TailStack<JSONObject.Member>()
    private(set) var result = JSON.null

    init(_ duplicateKeys: DuplicateKeys) { self.duplicateKeys = duplicateKeys }

    mutating func key(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor) throws(JSONFault) {
        let key = cursor.text(of: token)
        if duplicateKeys == .rejected, !isNew(key) {
            throw JSONFault(kind: .duplicateKey(key), offset: start)
        }
        members.push(JSONObject.Member(key: key, value: .null))
    }

    mutating func string(_ token: JSONStringToken, at start: Int, in cursor: JSONCursor) {
        add(.string(cursor.text(of: token)))
    }

    mutating func number(_ range: Range<Int>, in cursor: JSONCursor) {
        add(.number(cursor.number(at: range)))
    }

    mutating func literal(_ value: JSON, at range: Range<Int>) { add(value) }

    mutating func open(_ container: JSONContainer, at start: Int) {
        frames.append(
            Frame(container: container, start: container == .object ? members.count : values.count))
    }

    mutating func close(_ container: JSONContainer, at end: Int) {
        guard let frame = frames.popLast() else { return }
        switch container {
        case .array: add(.array(values.takeAll(from: frame.start)))
        case .object: add(.object(JSONObject(members.takeAll(from: frame.start))))
        }
    }

    private mutating func isNew(_ key: String) -> Bool {
        let innermost = frames.count - 1
        guard innermost >= 0 else { return true }
        return frames[innermost].names.insert(key, after: members, from: frames[innermost].start)
    }

    private mutating func add(_ value: consuming JSON) {
        switch frames.last?.container {
        case .array: values.push(value)
        case .object:
            let value = value
            members.withLast { $0.value = value }
        case nil: result = value
        }
    }
}
