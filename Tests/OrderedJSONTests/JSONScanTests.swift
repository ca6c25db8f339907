import OrderedJSON
import Testing

struct JSONScanTests {
    private let body = Array(
        #" {"messages":[{"model":"inner"}],"stream" : true, "mo\u0064el":"m\n1","n":1.0,"tools":[{}] } "#.utf8
    )

    @Test
    func `finds what is asked for in one pass, at the outermost level only`() throws {
        let found = try JSONScan.members(["model", "stream", "missing", "n", "tools"], in: body)
        #expect(found[0]?.string == "m\n1")
        #expect(found[1]?.bool == true)
        #expect(found[2] == nil)
        #expect(found[3]?.scalar?.description == "1.0")
        let tools = try #require(found[4])
        #expect(tools.scalar == nil)
        #expect(String(decoding: body[tools.range], as: UTF8.self) == "[{}]")
    }

    @Test
    func `a wanted name that stands twice is refused, another one is not`() {
        let twice = Array(#"{"model":"cheap","x":1,"\u006dodel":"dear","x":2}"#.utf8)
        let error = #expect(throws: JSONParseError.self) { try JSONScan.member("model", in: twice) }
        #expect(error?.kind == .duplicateKey("model"))
        #expect(error?.offset == 23)
        #expect(throws: Never.self) { try JSONScan.member("stream", in: twice) }
        #expect(throws: JSONParseError.self) { try JSONScan.member("a", in: Array(#"{"a":[],"a":{}}"#.utf8)) }
    }

    @Test
    func `what is no object is refused at its first byte`() {
        for text in [" [1]", " 1", " null"] {
            let error = #expect(throws: JSONParseError.self) {
                try JSONScan.member("model", in: Array(text.utf8))
            }
            #expect(error?.kind == .expectedObject)
            #expect(error?.offset == 1)
        }
    }

    @Test
    func `a fault behind the member is found all the same`() {
        for text in [#"{"model":"m",}"#, #"{"model":"m"} x"#, #"{"model":"m","x":[1}"#, #"{"model":"m""#] {
            #expect(throws: JSONParseError.self) { try JSONScan.member("model", in: Array(text.utf8)) }
        }
    }

    @Test
    func `splicing changes the value's bytes and no other`() throws {
        let member = try #require(try JSONScan.member("model", in: body))
        let changed = JSONScan.replacing(member, in: body, with: "other \"one\"")
        let expected =
            #" {"messages":[{"model":"inner"}],"stream" : true, "mo\u0064el":"other \"one\"","n":1.0,"tools":[{}] } "#
        #expect(String(decoding: changed, as: UTF8.self) == expected)
    }

    @Test(arguments: UInt64(0)..<200)
    func `splicing is setting the member of the value`(seed: UInt64) throws {
        var maker = RandomJSON(seed: seed &+ 1000)
        var object = maker.object(depth: 3)
        let replacement = maker.value(depth: 2)
        let bytes = maker.below(2) == 0 ? JSON.object(object).bytes() : JSON.object(object).prettyBytes()
        for key in object.keys {
            let member = try #require(try JSONScan.member(key, in: bytes))
            #expect(try JSON(parsing: bytes[member.range]) == object[key])
            #expect(member.scalar == nil || member.scalar == object[key])
            object[key] = replacement
            let spliced = JSONScan.replacing(member, in: bytes, with: replacement)
            #expect(try JSON(parsing: spliced) == .object(object))
            object[key] = try JSON(parsing: bytes[member.range])
        }
    }

    @Test
    func `the elements of an array are found`() throws {
        let bytes = Array(#" [ 1, "a,b" ,[2,[3]],{"x":[4]}, null ] "#.utf8)
        let elements = try JSONScan.elements(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(elements == ["1", "\"a,b\"", "[2,[3]]", #"{"x":[4]}"#, "null"])
        #expect(try JSONScan.elements(in: Array("[]".utf8)).isEmpty)
        let error = #expect(throws: JSONParseError.self) { try JSONScan.elements(in: Array("{}".utf8)) }
        #expect(error?.kind == .expectedArray)
    }
}
