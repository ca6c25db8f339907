import OrderedJSON

/// What is remembered of exchanges, and for how long.
package struct JournalSettings: Sendable, Hashable {
    /// How much of requests and answers is kept.
    package enum Bodies: String, Sendable, CaseIterable {
        case off
        /// The first `bodyKibibytes` of each.
        case capped
        case full
    }

    package var bodies = Bodies.capped
    package var bodyKibibytes = 32
    package var bodyHours = 24
    package var days = 30
    package var maxMegabytes = 512
    private var source = JSONObject()

    package init() {}

    private static let kibibytes = 1...65536
    /// Ten years.
    private static let hours = 1...87_660
    private static let allDays = 1...3660
    /// A terabyte.
    private static let megabytes = 1...1_048_576

    init(_ reader: SectionReader) throws(SettingsError) {
        source = reader.members
        bodies = try reader.choice("bodies", or: .capped)
        bodyKibibytes = try reader.int("body_kib", in: Self.kibibytes, or: 32)
        bodyHours = try reader.int("body_hours", in: Self.hours, or: 24)
        days = try reader.int("days", in: Self.allDays, or: 30)
        maxMegabytes = try reader.int("max_mb", in: Self.megabytes, or: 512)
    }

    var json: JSON {
        var members = source
        members["bodies"] = .string(bodies.rawValue)
        members["body_kib"] = .number(JSONNumber(bodyKibibytes))
        members["body_hours"] = .number(JSONNumber(bodyHours))
        members["days"] = .number(JSONNumber(days))
        members["max_mb"] = .number(JSONNumber(maxMegabytes))
        return .object(members)
    }
}
