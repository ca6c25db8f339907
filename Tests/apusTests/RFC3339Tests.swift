import Testing

@testable import apus

struct RFC3339Tests {
    @Test func `the present second is written in UTC with two digits for each part`() {
        let date = /2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/
        let time = /([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)Z/
        let parts = RFC3339.now().split(separator: "T", omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        #expect(parts.first?.wholeMatch(of: date) != nil)
        #expect(parts.last?.wholeMatch(of: time) != nil)
    }

    @Test func `a later moment never sorts before an earlier one`() {
        let first = RFC3339.now()
        #expect(first <= RFC3339.now())
    }
}
