extension HTTPDate {
    /// Reads the three forms of RFC 9110 §5.6.7 to the byte; nil for anything else.
    ///
    /// A two-digit year means 1970 to 2069, which is right for what caches and `Retry-After` send.
    package static func parse(_ text: String) -> Int? {
        let words = Array(text.utf8).split(separator: ASCII.space, omittingEmptySubsequences: false)
        guard let first = words.first else { return nil }
        if first.last == 0x2C {
            return words.count == 6 ? fixed(words) : words.count == 4 ? rfc850(words) : nil
        }
        return asctime(words)
    }

    /// Such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func fixed(_ words: [ArraySlice<UInt8>]) -> Int? {
        guard isName(words[0].dropLast(), of: weekdays), words[5].elementsEqual("GMT".utf8) else {
            return nil
        }
        return seconds(
            year: number(words[3], 4), month: words[2], day: number(words[1], 2), clock: words[4])
    }

    /// Such as `Sunday, 06-Nov-94 08:49:37 GMT`.
    private static func rfc850(_ words: [ArraySlice<UInt8>]) -> Int? {
        let date = words[1].split(separator: 0x2D, omittingEmptySubsequences: false)
        let names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
        guard isName(words[0].dropLast(), of: names), date.count == 3, words[3].elementsEqual("GMT".utf8),
            let year = number(date[2], 2)
        else { return nil }
        return seconds(
            year: year < 70 ? 2000 + year : 1900 + year, month: date[1], day: number(date[0], 2),
            clock: words[2])
    }

    /// `Sun Nov  6 08:49:37 1994`, the day padded with a space.
    private static func asctime(_ words: [ArraySlice<UInt8>]) -> Int? {
        var words = words
        let isPadded = words.count == 6 && words[2].isEmpty
        if isPadded { words.remove(at: 2) }
        guard words.count == 5, isName(words[0], of: weekdays) else { return nil }
        return seconds(
            year: number(words[4], 4), month: words[1], day: number(words[2], isPadded ? 1 : 2),
            clock: words[3])
    }

    private static func seconds(
        year: Int?, month: ArraySlice<UInt8>, day: Int?, clock: ArraySlice<UInt8>
    ) -> Int? {
        let parts = clock.split(separator: 0x3A, omittingEmptySubsequences: false).map { number($0, 2) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2], let year,
            let day,
            let month = months.firstIndex(where: { $0.utf8.elementsEqual(month) })
        else { return nil }
        return unixSeconds(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }

    private static func isName(_ bytes: ArraySlice<UInt8>, of names: [String]) -> Bool {
        names.contains { $0.utf8.elementsEqual(bytes) }
    }

    /// Exactly so many digits; zeros may lead.
    private static func number(_ bytes: ArraySlice<UInt8>, _ digits: Int) -> Int? {
        guard bytes.count == digits, bytes.allSatisfy(ASCII.isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
}
