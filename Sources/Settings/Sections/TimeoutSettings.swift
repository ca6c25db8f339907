import OrderedJSON

/// How long an upstream may keep a caller waiting.
package struct TimeoutSettings: Sendable, Hashable {
    /// Until the connection stands.
    package var connect: Duration = .seconds(10)
    /// From the request to the first byte of the answer.
    package var firstByte: Duration = .seconds(300)
    /// Between two bytes of the answer.
    package var idle: Duration = .seconds(120)
    private var source = JSONObject()

    package init() {}

    private static let connectSeconds = 1...300
    private static let answerSeconds = 1...3600

    init(_ reader: SectionReader) throws(SettingsError) {
        source = reader.members
        connect = .seconds(try reader.int("connect", in: Self.connectSeconds, or: 10))
        firstByte = .seconds(try reader.int("first_byte", in: Self.answerSeconds, or: 300))
        idle = .seconds(try reader.int("idle", in: Self.answerSeconds, or: 120))
    }

    var json: JSON {
        var members = source
        members["connect"] = seconds(connect)
        members["first_byte"] = seconds(firstByte)
        members["idle"] = seconds(idle)
        return .object(members)
    }

    private func seconds(_ duration: Duration) -> JSON {
        .number(JSONNumber(Int(clamping: duration.components.seconds)))
    }
}
