import HTTPCore
import Testing

/// Media types, queries and escapes.
struct ValueReaderTests {
    @Test func `a media type is taken apart`() throws {
        let type = try #require(
            MediaType(parsing: " Text/HTML ; Charset=\"utf-8\";a=\"x\\\"y;z\";; b=c".utf8))
        #expect(type.essence == "text/html")
        #expect(type[parameter: "charset"] == "utf-8")
        #expect(type[parameter: "a"] == "x\"y;z")
        #expect(type[parameter: "b"] == "c")
        #expect(type[parameter: "d"] == nil)
    }

    @Test(arguments: [
        "", "json", "a/", "/b", "a/b c", "a/b;c", "a/b;c=", "a/b;c=\"d", "a/b;=d", "a/b;c=\"d\"e", "a/b,c/d",
    ])
    func `half a media type is none`(text: String) {
        #expect(MediaType(parsing: text.utf8) == nil)
    }

    @Test(arguments: [
        ("", ""), ("a%20b", "a b"), ("%2F%2f", "//"), ("%C3%A9", "é"), ("%00", "\0"), ("%2525", "%25"),
    ])
    func `escapes are undone once`(given: String, decoded: String) {
        #expect(PercentEncoding.decode(given.utf8) == Array(decoded.utf8))
    }

    @Test(arguments: ["%", "%4", "a%", "%zz", "%+1", "%４1", "%%20"])
    func `a broken escape has no meaning`(text: String) {
        #expect(PercentEncoding.decode(text.utf8) == nil)
    }

    @Test func `query items are read by name`() {
        let items = QueryItems(raw: "%24alt=json%3Benum&key=a+b&key=c&flag&empty=&bad=%zz&x=1=2")
        #expect(items["$alt"] == "json;enum")
        #expect(items["key"] == "a b")
        #expect(items["flag"] == "")
        #expect(items["empty"] == "")
        #expect(items["bad"] == nil)
        #expect(items["x"] == "1=2")
        #expect(items["nothing"] == nil)
        #expect(QueryItems(raw: nil)["key"] == nil)
    }
}
