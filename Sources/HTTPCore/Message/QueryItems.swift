/// The `name=value` pairs of a raw query, in order.
///
/// A plus sign is a space, as forms and SDKs write it; an item with a broken escape is left out.
package struct QueryItems: Sendable, Hashable {
    private struct Item: Sendable, Hashable {
        let name: [UInt8]
        let value: [UInt8]
    }

    private let items: [Item]

    /// Takes what follows the question mark; nil has no items.
    package init(raw: String?) {
        let parts = Array((raw ?? "").utf8).split(separator: 0x26)
        items = parts.compactMap { part in
            let nameEnd = part.firstIndex(of: 0x3D) ?? part.endIndex
            guard let name = Self.decode(part[..<nameEnd]),
                let value = Self.decode(part[nameEnd...].dropFirst())
            else { return nil }
            return Item(name: name, value: value)
        }
    }

    /// The first value of that name as text; bytes that are not UTF-8 read as U+FFFD.
    package subscript(name: String) -> String? {
        bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first value of that name, byte for byte.
    package func bytes(of name: String) -> [UInt8]? {
        items.first { $0.name.elementsEqual(name.utf8) }?.value
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        PercentEncoding.decode(bytes.map { $0 == 0x2B ? ASCII.space : $0 })
    }
}
