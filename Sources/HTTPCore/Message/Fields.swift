/// Header fields in the order of the wire, with their bytes as they came.
///
/// All lines share one run of bytes and are ranges of it, so that a head costs two allocations however many lines
/// it has.
package struct Fields: Sendable {
    /// Where one line stands in the shared bytes; the value has no blanks at its ends.
    struct Line: Sendable {
        var name: Range<Int>
        var value: Range<Int>
    }

    private var storage: [UInt8]
    private var lines: [Line]

    package init() {
        storage = []
        lines = []
    }

    /// Takes over what the parser has checked: every range lies inside `storage`.
    init(storage: [UInt8], lines: [Line]) {
        self.storage = storage
        self.lines = lines
    }

    /// How many lines there are.
    package var count: Int { lines.count }

    /// Adds a line; bytes that could end the line or mislead a reader of it become spaces.
    package mutating func append(_ name: FieldName, _ value: String) {
        append(name: name.bytes[...]) { $0.append(contentsOf: value.utf8) }
    }

    /// Adds a line that a peer wrote, in whatever case, with the same repairs of its value.
    ///
    /// - Returns: false, and adds nothing, when the name is not a token.
    package mutating func append(name: ArraySlice<UInt8>, bytes value: ArraySlice<UInt8>) -> Bool {
        guard !name.isEmpty, name.allSatisfy(ASCII.isToken) else { return false }
        append(name: name) { $0.append(contentsOf: value) }
        return true
    }

    @inline(__always)
    private mutating func append(name: ArraySlice<UInt8>, value: (inout [UInt8]) -> Void) {
        let start = storage.count
        storage.append(contentsOf: name)
        let nameEnd = storage.count
        value(&storage)
        for index in nameEnd..<storage.count where !ASCII.isFieldValue(storage[index]) {
            storage[index] = ASCII.space
        }
        let kept = ASCII.trimmed(storage[nameEnd...])
        lines.append(Line(name: start..<nameEnd, value: kept.startIndex..<kept.endIndex))
    }

    /// Takes out every line of that name.
    package mutating func removeAll(_ name: FieldName) {
        lines = lines.filter { !matches($0, name) }
    }

    /// The first value as text, or nil; setting replaces every line of that name by one at the end.
    ///
    /// Bytes that are not UTF-8 read as U+FFFD: compare secrets by `bytes(of:)`.
    package subscript(name: FieldName) -> String? {
        get { bytes(of: name).map { String(decoding: $0, as: UTF8.self) } }
        set {
            removeAll(name)
            if let newValue { append(name, newValue) }
        }
    }

    /// Every value of that name, in order.
    package func values(of name: FieldName) -> [String] {
        allBytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Every value of that name as it came, in order.
    package func allBytes(of name: FieldName) -> [ArraySlice<UInt8>] {
        lines.filter { matches($0, name) }.map { storage[$0.value] }
    }

    /// How many lines have that name.
    package func count(of name: FieldName) -> Int {
        var count = 0
        for line in lines where matches(line, name) { count += 1 }
        return count
    }

    /// The first value as it came, without the blanks around it.
    package func bytes(of name: FieldName) -> ArraySlice<UInt8>? {
        for line in lines where matches(line, name) { return storage[line.value] }
        return nil
    }

    /// Shows every line in order, the name in the case it came in.
    package func forEach(_ body: (_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Void) {
        for line in lines { body(storage[line.name], storage[line.value]) }
    }

    private func matches(_ line: Line, _ name: FieldName) -> Bool {
        line.name.count == name.bytes.count && name.matches(storage[line.name])
    }
}

extension Fields: Equatable {
    package static func == (left: Fields, right: Fields) -> Bool {
        left.lines.count == right.lines.count
            && zip(left.lines, right.lines).allSatisfy {
                left.storage[$0.name] == right.storage[$1.name]
                    && left.storage[$0.value] == right.storage[$1.value]
            }
    }
}
