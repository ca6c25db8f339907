import OrderedJSON
import Testing

struct JSONParseErrorTests {
    @Test
    func `says line and column as an editor counts them`() {
        let text = "{\n  \"name\": \"Zürich 🐦\",\n  \"größe\" 1\n}"
        let error = #expect(throws: JSONParseError.self) { try JSON(parsing: Array(text.utf8)) }
        #expect(error?.line == 3)
        #expect(error?.column == 11)
        #expect(error?.description == "line 3, column 11: expected ':' after the key")
    }

    @Test
    func `the end of the text is a place too`() {
        let error = #expect(throws: JSONParseError.self) { try JSON(parsing: Array("[\n1,\n".utf8)) }
        #expect(error?.description == "line 3, column 1: the text ends too early")
    }

    @Test
    func `a very long key is cut in the description`() {
        let key = String(repeating: "k", count: 10_000)
        let text = Array("{\"\(key)\":1,\"\(key)\":2}".utf8)
        let error = #expect(throws: JSONParseError.self) { try JSON(parsing: text) }
        #expect((error?.description.utf8.count ?? 0) < 200)
    }
}
