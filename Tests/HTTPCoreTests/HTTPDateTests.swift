import HTTPCore
import Testing

struct HTTPDateTests {
    private static let table = [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        (-62_167_219_200, "Sat, 01 Jan 0000 00:00:00 GMT"),
        (1_795_255_200, "Sat, 21 Nov 2026 10:00:00 GMT"),
    ]

    @Test(arguments: table)
    func `seconds and text are the same date`(seconds: Int, text: String) {
        #expect(HTTPDate.text(unixSeconds: seconds) == text)
        #expect(HTTPDate.parse(text) == seconds)
    }

    @Test(arguments: [
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 GMT",
    ])
    func `all three forms are read`(text: String) {
        #expect(HTTPDate.parse(text) == 784_111_777)
    }

    @Test(arguments: [
        "", "Sun", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Xyz, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 +8:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994  08:49:37 GMT", "Sun Nov 6 08:49:37 1994", "120",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
    ])
    func `anything else is no date`(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test(arguments: [Int.min, Int.max])
    func `times beyond four digits of year stay writable`(seconds: Int) {
        #expect(HTTPDate.text(unixSeconds: seconds).utf8.count == 29)
    }

    @Test func `every day of a leap cycle comes back`() {
        for day in stride(from: -200_000, to: 200_000, by: 97) {
            #expect(HTTPDate.parse(HTTPDate.text(unixSeconds: day * 86_400 + 1)) == day * 86_400 + 1)
        }
    }
}
