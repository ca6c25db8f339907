/// A JSON value that loses nothing: members keep their order, numbers their digits, strings their bytes.
///
/// Two values are equal when they are written with the same bytes. So `1.0` is not `1`, the order of
/// members counts, and a composed `é` is not a decomposed one (Swift's `String ==` would say it is).
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON: Hashable {
    package static func == (lhs: JSON, rhs: JSON) -> Bool {
        switch (lhs, rhs) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.isSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSON: CustomStringConvertible {
    /// The compact text, as `write(into:)` makes it.
    package var description: String { String(decoding: bytes(), as: UTF8.self) }
}
