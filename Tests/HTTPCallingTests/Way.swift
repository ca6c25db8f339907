/// The two ways that a request can go; which one is read off the URL.
enum Way: CaseIterable, Sendable {
    /// Over the loop's own streams.
    case direct
    /// Over libcurl, which resolves every name under `localhost` to this machine by itself.
    case libcurl

    var host: String {
        switch self {
        case .direct: "127.0.0.1"
        case .libcurl: "upstream.localhost"
        }
    }

    func url(_ port: UInt16) -> String { "http://\(host):\(port)/" }
}

extension ScriptedUpstream {
    func url(by way: Way) -> String { way.url(port) }
}

extension FullListener {
    func url(by way: Way) -> String { way.url(port) }
}
