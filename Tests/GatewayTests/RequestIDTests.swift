import Testing

@testable import Gateway

struct RequestIDTests {
    @Test func `it is a prefix and 24 hex digits`() {
        #expect(RequestID.make().wholeMatch(of: /req_[0-9a-f]{24}/) != nil)
    }

    @Test func `no two are the same`() {
        #expect(Set((0..<1000).map { _ in RequestID.make() }).count == 1000)
    }
}
