import Testing

@testable import apus

struct RFC3339Tests {
    @Test func `the present second is written in UTC with two digits for each part`() {
        let now = RFC3339.now()
        #expect(now.wholeMatch(of: /20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z/) != nil)
    }
}
