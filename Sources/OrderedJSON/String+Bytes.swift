extension String {
    /// Whether both hold the same UTF-8 bytes, where `==` would accept canonical equivalents.
    func isSameBytes(as other: String) -> Bool {
        // Equal bytes are always equal strings, and `==` has the faster way to say no.
        self == other && utf8.elementsEqual(other.utf8)
    }
}

/// A string that is compared and hashed by its bytes.
///
/// The hash must not be that of `String`: it is one for all canonical equivalents, of which a peer can send
/// as many as it likes, and a set of them would be searched one by one.
struct ExactText: Hashable {
    let text: String

    static func == (lhs: ExactText, rhs: ExactText) -> Bool { lhs.text.isSameBytes(as: rhs.text) }

    func hash(into hasher: inout Hasher) {
        let whole: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if whole == nil { text.utf8.forEach { hasher.combine($0) } }
    }
}
