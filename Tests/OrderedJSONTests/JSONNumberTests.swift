import OrderedJSON
import Testing

struct JSONNumberTests {
    private func number(_ text: String) throws -> JSONNumber {
        guard case .number(let number) = try JSON(parsing: Array(text.utf8)) else {
            throw JSONNumberTestError.isNoNumber
        }
        return number
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min),
    ])
    func `plain digits that fit are an Int`(text: String, value: Int) throws {
        #expect(try number(text).int == value)
    }

    @Test(arguments: ["9223372036854775808", "-9223372036854775809", "1.0", "1e3", "1E0", "-0.0"])
    func `anything else is none`(text: String) throws {
        #expect(try number(text).int == nil)
    }

    @Test(arguments: ["1.0", "1e3", "-0.0", "0.1", "123456789012345678901234567890", "1e-400", "1E+2"])
    func `the text survives`(text: String) throws {
        #expect(try number(text).text == text)
        #expect(try JSON(parsing: Array(text.utf8)).description == text)
    }

    @Test
    func `400 digits survive and are read as the nearest Double, when there is one`() throws {
        let text = String(repeating: "3", count: 400)
        #expect(try number(text).text == text)
        #expect(try number(text).double == nil)
        #expect(try number("0." + text).double == 1.0 / 3)
    }

    @Test(arguments: [0.1, -1.5, 1e300, .leastNonzeroMagnitude, 1e16, 123_456.789, -0.0])
    func `a Double comes back as itself`(value: Double) throws {
        let written = try #require(JSONNumber(value))
        #expect(try number(written.text).double?.bitPattern == value.bitPattern)
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func `what is no number in JSON has no text`(value: Double) {
        #expect(JSONNumber(value) == nil)
        #expect(JSON(floatLiteral: value) == .null)
    }

    @Test
    func `the text decides about equality`() throws {
        #expect(try number("1") == JSONNumber(1))
        #expect(try number("1.0") != JSONNumber(1))
    }
}

private enum JSONNumberTestError: Error {
    case isNoNumber
}
