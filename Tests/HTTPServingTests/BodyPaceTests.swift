import HTTPServing
import Testing

struct BodyPaceTests {
    private let pace = BodyPace()

    @Test func `a fast body may be silent for the whole idle time`() {
        #expect(pace.patience(received: 1_000_000, waited: .seconds(5)) == .seconds(30))
    }

    @Test func `a trickle is cut when its average falls below the limit`() {
        #expect(pace.patience(received: 10, waited: .seconds(9)) > .zero)
        #expect(pace.patience(received: 10, waited: .seconds(11)) <= .zero)
    }

    @Test func `each received kilobyte earns a second`() {
        #expect(pace.patience(received: 20_480, waited: .seconds(25)) >= .seconds(5))
    }
}
