import OrderedJSON
import Testing

struct JSONObjectTests {
    private let composed = "\u{E9}"
    private let decomposed = "e\u{301}"

    @Test
    func `setting keeps the place, adds at the end, and removes with nil`() {
        var object = JSONObject()
        object["a"] = 1
        object["b"] = 2
        object["a"] = "x"
        #expect(JSON.object(object).description == #"{"a":"x","b":2}"#)
        object["a"] = nil
        object["none"] = nil
        #expect(object.keys == ["b"])
        #expect(object.count == 1)
        #expect(!object.isEmpty)
    }

    @Test
    func `a taken member is gone`() {
        var object: JSONObject = JSONObject([.init(key: "model", value: "m"), .init(key: "n", value: 1)])
        #expect(object.take("model") == "m")
        #expect(object.take("model") == nil)
        #expect(object.keys == ["n"])
    }

    @Test
    func `keys are compared by their bytes`() {
        var object = JSONObject()
        object[composed] = 1
        #expect(object[decomposed] == nil)
        object[decomposed] = 2
        #expect(object.count == 2)
        #expect(object[composed] == 1)
    }

    @Test
    func `values are compared by their bytes and their order`() {
        #expect(JSON.string(composed) != JSON.string(decomposed))
        #expect(Set([JSON.string(composed), JSON.string(decomposed)]).count == 2)
        #expect(JSON.object(JSONObject([.init(key: composed, value: nil)])) != [decomposed: nil])
        #expect(["a": 1, "b": 2] as JSON != ["b": 2, "a": 1])
        #expect(["a": [true, 1.5]] as JSON == ["a": [true, 1.5]])
        #expect(JSON.null != false)
    }

    @Test
    func `a name that stands twice is refused, wherever it is and however it is written`() {
        for text in [
            #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#, #"[{"x":{"a":1,"b":2,"a":3}}]"#, #"{"":1,"":2}"#,
        ] {
            let error = #expect(throws: JSONParseError.self) { try JSON(parsing: Array(text.utf8)) }
            guard case .duplicateKey? = error?.kind else {
                Issue.record("\(text): \(error?.description ?? "read")")
                continue
            }
        }
    }

    @Test(arguments: 2...40)
    func `the last of many names is still compared with the first`(count: Int) {
        let names = (0..<count).map { "\"name\($0)\":0" } + ["\"name0\":1"]
        let error = #expect(throws: JSONParseError.self) {
            try JSON(parsing: Array("{\(names.joined(separator: ","))}".utf8))
        }
        #expect(error?.kind == .duplicateKey("name0"))
    }

    @Test
    func `the same name in an object and in one inside it is fine`() throws {
        let text = #"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}"#
        #expect(try JSON(parsing: Array(text.utf8)).description == text)
    }

    @Test
    func `a caller can ask to keep names that stand twice`() throws {
        let text = #"{"a":1,"b":2,"a":3}"#
        let value = try JSON(parsing: Array(text.utf8), duplicateKeys: .kept)
        #expect(value.description == text)
        #expect(value["a"] == 1)
    }

    @Test
    func `a value of an unexpected kind is nil, not a trap`() {
        let value: JSON = ["text": "t", "n": 3, "list": [1, 2], "yes": true, "none": nil]
        #expect(value["text"]?.string == "t")
        #expect(value["n"]?.int == 3)
        #expect(value["n"]?.double == 3)
        #expect(value["list"]?.array?.count == 2)
        #expect(value["list"]?[1] == 2)
        #expect(value["list"]?[2] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["yes"]?.bool == true)
        #expect(value["none"]?.isNull == true)
        #expect(value["missing"] == nil)
        #expect(value["text"]?["deeper"] == nil)
        #expect(value["text"]?.int == nil)
        #expect(value.string == nil)
        #expect(value.object?.count == 5)
    }
}
