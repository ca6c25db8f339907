/// The members of an object in the order they were written.
///
/// Keys are compared by their bytes. Looking one up walks the members: objects on the wire are small, and no
/// caller looks up more than a handful of names.
package struct JSONObject: Sendable, Hashable {
    /// A name and its value.
    package struct Member: Sendable {
        package let key: String
        package var value: JSON

        package init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }

    package private(set) var members: [Member]

    package init() { members = [] }

    /// Takes the members as they are; that no key stands twice is the caller's business.
    package init(_ members: [Member]) { self.members = members }

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var keys: [String] { members.map(\.key) }

    /// The first member of that name.
    ///
    /// Setting keeps its place, a new name goes to the end, nil removes.
    package subscript(key: String) -> JSON? {
        get { index(of: key).map { members[$0].value } }
        set {
            switch (index(of: key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// Removes the first member of that name and hands over its value.
    package mutating func take(_ key: String) -> JSON? {
        index(of: key).map { members.remove(at: $0).value }
    }

    /// Adds a member at the end without looking whether the name is new.
    package mutating func append(_ key: String, _ value: JSON) {
        members.append(Member(key: key, value: value))
    }

    private func index(of key: String) -> Int? {
        members.firstIndex { $0.key.isSameBytes(as: key) }
    }
}

extension JSONObject.Member: Hashable {
    package static func == (lhs: JSONObject.Member, rhs: JSONObject.Member) -> Bool {
        lhs.key.isSameBytes(as: rhs.key) && lhs.value == rhs.value
    }
}
