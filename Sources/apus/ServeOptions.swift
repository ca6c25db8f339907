/// The options of `apus serve`.
struct ServeOptions: Equatable {
    var home: String?
    /// Takes the place of the configured port for this run.
    var port: UInt16?
    var adminPort: UInt16 = 8046
    var publicFolder: String?
    var addsDemo = false

    init() {}

    init(_ words: inout Words) throws(Command.Misuse) {
        while let option = words.take() {
            switch option {
            case "--home": home = try words.value(of: option)
            case "--port": port = try words.port(of: option)
            case "--admin-port": adminPort = try words.port(of: option)
            case "--public": publicFolder = try words.value(of: option)
            case "--demo": addsDemo = true
            default: throw Command.Misuse(message: "unexpected \(option)")
            }
        }
    }
}
