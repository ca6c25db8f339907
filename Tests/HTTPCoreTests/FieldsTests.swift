import HTTPCore
import Testing

struct FieldsTests {
    private let name = FieldName("x-name")

    @Test func `lines keep their order and their doubles`() {
        var fields = Fields()
        fields.append(name, "1")
        fields.append(.host, "h")
        fields.append(name, "2")
        #expect(fields.count == 3)
        #expect(fields[name] == "1")
        #expect(fields.values(of: name) == ["1", "2"])
        #expect(fields.count(of: name) == 2)
        var seen: [String] = []
        fields.forEach { name, value in
            seen.append(String(decoding: name, as: UTF8.self) + "=" + String(decoding: value, as: UTF8.self))
        }
        #expect(seen == ["x-name=1", "host=h", "x-name=2"])
    }

    @Test func `setting replaces every line and nil removes them`() {
        var fields = Fields()
        fields.append(name, "1")
        fields.append(name, "2")
        fields[name] = "3"
        #expect(fields.values(of: name) == ["3"])
        fields[name] = nil
        #expect(fields.count == 0)
    }

    @Test(arguments: [
        ("a\r\nEvil: 1", "a  Evil: 1"), ("a\0b\u{7F}", "a b"), (" \t a\tb \r\n", "a\tb"), ("é", "é"),
        ("\r\n", ""),
    ])
    func `forbidden bytes become spaces`(given: String, kept: String) {
        var fields = Fields()
        fields.append(name, given)
        #expect(fields[name] == kept)
    }

    @Test func `names are looked up without regard to ASCII case only`() throws {
        var fields = Fields()
        fields.append(try #require(FieldName(parsing: "X-NAME".utf8)), "v")
        #expect(fields[name] == "v")
        #expect(FieldName(parsing: "\u{212A}ey".utf8) == nil)
    }

    @Test(arguments: ["", "a b", "a:", "ä", "a\r\n", "a\0"])
    func `what is not a token is no name`(text: String) {
        #expect(FieldName(parsing: text.utf8) == nil)
    }

    @Test func `equality looks at the lines, not at where they are kept`() {
        var left = Fields()
        left.append(.host, "gone")
        left.append(name, "v")
        left.removeAll(.host)
        var right = Fields()
        right.append(name, "v")
        #expect(left == right)
        right.append(name, "v")
        #expect(left != right)
    }
}
