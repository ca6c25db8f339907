import OrderedJSON
import Testing

struct JSONWritingTests {
    @Test
    func `escapes what must be escaped and nothing else`() {
        let text = "\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"\\/\u{7F}\u{2028}\u{E9}\u{1F600}"
        let expected =
            #""\u0000\u0001\b\t\n\u000b\f\r\u001f \"\\/"# + "\u{7F}\u{2028}\u{E9}\u{1F600}\""
        #expect(JSON.string(text).description == expected)
    }

    @Test
    func `pretty text has one value to a line`() {
        let value: JSON = ["a": [1, [], ["b": nil]], "c": [:], "d": "x"]
        let expected = """
            {
              "a": [
                1,
                [],
                {
                  "b": null
                }
              ],
              "c": {},
              "d": "x"
            }

            """
        #expect(String(decoding: value.prettyBytes(), as: UTF8.self) == expected)
        #expect(String(decoding: JSON.bool(true).prettyBytes(), as: UTF8.self) == "true\n")
    }

    @Test
    func `writing appends`() {
        var bytes = Array("data: ".utf8)
        (["n": 1] as JSON).write(into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"data: {"n":1}"#)
    }

    @Test(arguments: UInt64(0)..<300)
    func `a value that was written is read as the same value`(seed: UInt64) throws {
        var maker = RandomJSON(seed: seed)
        let value = maker.value(depth: 5)
        #expect(try JSON(parsing: value.bytes()) == value)
        #expect(try JSON(parsing: value.prettyBytes()) == value)
        #expect(try JSON(parsing: value.prettyBytes()).bytes() == value.bytes())
    }

    @Test(arguments: UInt64(0)..<50)
    func `a damaged text is refused or read, never worse`(seed: UInt64) {
        var maker = RandomJSON(seed: seed)
        let bytes = maker.value(depth: 4).bytes()
        for _ in 0..<40 {
            let damaged = maker.damage(bytes)
            guard let value = try? JSON(parsing: damaged) else { continue }
            #expect((try? JSON(parsing: value.bytes())) == value)
        }
    }
}
