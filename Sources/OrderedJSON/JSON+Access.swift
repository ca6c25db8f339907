/// Reading a value whose shape is expected but not known.
extension JSON {
    /// The text of a string, nil for anything else.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value of a number written as plain digits that fits an `Int`, nil for anything else.
    package var int: Int? {
        if case .number(let number) = self { number.int } else { nil }
    }

    /// The value of a number that a `Double` can hold without overflow, nil for anything else.
    package var double: Double? {
        if case .number(let number) = self { number.double } else { nil }
    }

    /// The truth value, nil for anything else.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements of an array, nil for anything else.
    package var array: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object, nil for anything else.
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// Whether this is `null`.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The value of an object's member, nil when there is none or this is no object.
    package subscript(key: String) -> JSON? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    /// An array's element, nil when there is none or this is no array.
    package subscript(index: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}
