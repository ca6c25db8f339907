import OrderedJSON

/// Makes values and damages texts, the same ones for the same seed.
struct RandomJSON {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A value with containers up to a depth.
    mutating func value(depth: Int) -> JSON {
        switch below(depth > 0 ? 8 : 5) {
        case 0: .null
        case 1: .bool(below(2) == 0)
        case 2: .number(JSONNumber(Int(truncatingIfNeeded: next() >> UInt64(below(64)))))
        case 3: JSONNumber(Double(bitPattern: next())).map(JSON.number) ?? .null
        case 4: .string(text())
        case 5: .array((0..<below(6)).map { _ in value(depth: depth - 1) })
        default: .object(object(depth: depth - 1))
        }
    }

    /// An object with up to 20 members, none twice.
    mutating func object(depth: Int) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<below(20) { object[text()] = value(depth: depth) }
        return object
    }

    /// Any text, with many bytes that need an escape.
    mutating func text() -> String {
        var text = ""
        for _ in 0..<below(24) {
            switch below(4) {
            case 0: text.unicodeScalars.append(Unicode.Scalar(UInt8(below(128))))
            case 1: text.unicodeScalars.append(Unicode.Scalar(UInt32(below(0x11_0000))) ?? "\\")
            case 2: text += ["\"", "\\", "\n", "e\u{301}", "\u{1F469}\u{200D}\u{1F4BB}"][below(5)]
            default: text += "plain"
            }
        }
        return text
    }

    /// The bytes with one of them changed, taken out or put in.
    mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let index = below(bytes.count)
        let byte = Array(#"{}[],:"\u0e.-tfn"#.utf8)[below(16)]
        switch below(4) {
        case 0: bytes[index] = byte
        case 1: bytes[index] = UInt8(below(256))
        case 2: bytes.insert(byte, at: index)
        default: bytes.remove(at: index)
        }
        return bytes
    }

    /// A number from 0 to one below the bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
