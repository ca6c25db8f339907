import OrderedJSON
import Testing

/// A text and what becomes of it.
struct GrammarCase: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// The compact form of the value, or the fault.
    let outcome: Outcome

    enum Outcome: Sendable {
        case reads(String)
        case fails(JSONParseError.Kind, at: Int)
    }

    var testDescription: String { name }

    /// A text that is JSON; without another form given it is its own compact form.
    static func good(_ name: String, _ text: String, as compact: String? = nil) -> GrammarCase {
        GrammarCase(name: name, bytes: Array(text.utf8), outcome: .reads(compact ?? text))
    }

    /// A text that is not.
    static func bad(
        _ name: String, _ text: String, _ kind: JSONParseError.Kind, at offset: Int
    ) -> GrammarCase {
        GrammarCase(name: name, bytes: Array(text.utf8), outcome: .fails(kind, at: offset))
    }

    /// Bytes in front of which `["` and behind which `"]` is put, and the offset of the fault in all of it.
    static func badBytes(
        _ name: String, _ bytes: [UInt8], _ kind: JSONParseError.Kind = .invalidUTF8, at offset: Int = 2
    ) -> GrammarCase {
        GrammarCase(
            name: name, bytes: Array("[\"".utf8) + bytes + Array("\"]".utf8),
            outcome: .fails(kind, at: offset))
    }
}
