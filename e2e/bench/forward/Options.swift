/// What the command line asks for.
struct Options {
    var port: UInt16 = 0
    var upstream = ""
    var loops = 1

    init?(_ arguments: [String]) {
        var rest = arguments.dropFirst()
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch name {
            case "--listen": port = UInt16(value) ?? 0
            case "--upstream": upstream = value
            case "--loops": loops = Int(value) ?? 1
            default: return nil
            }
        }
        guard !upstream.isEmpty else { return nil }
    }
}
