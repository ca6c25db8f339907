/// The value of a `Content-Type`: a type, a subtype and parameters.
package struct MediaType: Sendable, Hashable {
    /// One parameter, its name in lower case and its value without quotes.
    package struct Parameter: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    /// In lower case.
    package let type: String
    /// In lower case.
    package let subtype: String
    package let parameters: [Parameter]

    /// The part before the parameters, such as `application/json`.
    package var essence: String { "\(type)/\(subtype)" }

    /// The value of the first parameter of that name, which is given in lower case.
    package subscript(parameter name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }
}

extension MediaType {
    /// Reads RFC 9110 §8.3.1; nil for anything that is not a whole media type.
    package init?(parsing bytes: some Collection<UInt8>) {
        var rest = ASCII.trimmed(Array(bytes)[...])
        guard let type = Self.token(from: &rest), rest.popFirst() == 0x2F,
            let subtype = Self.token(from: &rest)
        else { return nil }
        var parameters: [Parameter] = []
        while true {
            rest = rest.drop(while: ASCII.isBlank)
            guard let semicolon = rest.popFirst() else { break }
            guard semicolon == 0x3B else { return nil }
            rest = rest.drop(while: ASCII.isBlank)
            // The grammar allows a semicolon with nothing behind it.
            guard let next = rest.first, next != 0x3B else { continue }
            guard let name = Self.token(from: &rest), rest.popFirst() == 0x3D,
                let value = Self.value(from: &rest)
            else { return nil }
            parameters.append(
                Parameter(name: Self.lowercased(name), value: String(decoding: value, as: UTF8.self)))
        }
        self.init(type: Self.lowercased(type), subtype: Self.lowercased(subtype), parameters: parameters)
    }

    private static func token(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let token = rest.prefix(while: ASCII.isToken)
        rest = rest[token.endIndex...]
        return token.isEmpty ? nil : token
    }

    private static func value(from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard rest.first == 0x22 else { return token(from: &rest).map { Array($0) } }
        rest.removeFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == 0x22 { return value }
            guard byte != 0x5C else {
                guard let escaped = rest.popFirst(), ASCII.isFieldValue(escaped) else { return nil }
                value.append(escaped)
                continue
            }
            guard ASCII.isFieldValue(byte) else { return nil }
            value.append(byte)
        }
        return nil
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map(ASCII.lowercased), as: UTF8.self)
    }
}
