import Gateway
import HTTPCore
import Settings

/// Requests and settings for the tests of the gate.
enum GateFixture {
    static let key = "sk-0123456789abcdef"
    static let local = IPAddress.v4(0x7F00_0001)
    static let lanPeer = IPAddress.v4(0xC0A8_0121)
    static let ownAddress = IPAddress.v4(0xC0A8_0105)

    static func settings(_ mode: AuthMode, lan: Bool = false) -> GateSettings {
        GateSettings(authMode: mode, key: Secret(key), allowsLAN: lan)
    }

    /// What the parser makes of a request; nil where it makes none.
    static func request(
        _ line: String = "POST /v1/chat/completions", host: String = "127.0.0.1:8045",
        with lines: [String] = [], peer: IPAddress = local
    ) -> GateRequest? {
        var parser = RequestParser(limits: HTTPLimits())
        let text = (["\(line) HTTP/1.1", "Host: \(host)"] + lines).map { $0 + "\r\n" }.joined() + "\r\n"
        parser.append(Array(text.utf8).span)
        guard let event = try? parser.next(), case .head(let head) = event else { return nil }
        return GateRequest(
            head: head, peer: peer, local: peer.isLoopback ? Self.local : ownAddress, port: 8045)
    }
}

extension GateDecision {
    /// The code of a refusal.
    var code: APIErrorCode? {
        guard case .refuse(let refusal) = self else { return nil }
        return refusal.code
    }

    /// The fields that go with it, whatever it is.
    var fields: Fields {
        switch self {
        case .allow(let fields), .preflight(let fields): fields
        case .refuse(let refusal): refusal.fields
        }
    }

    var isAllowed: Bool {
        guard case .allow = self else { return false }
        return true
    }
}
