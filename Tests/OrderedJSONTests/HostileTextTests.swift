import Glibc
import OrderedJSON
import Testing

struct HostileTextTests {
    private static func nested(_ depth: Int) -> [UInt8] {
        Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
    }

    @Test
    func `nesting is counted and stops at 256`() {
        #expect(throws: Never.self) { try JSON(parsing: Self.nested(256)) }
        #expect(kind(of: Self.nested(257)) == .tooDeep(limit: 256))
        let objects = String(repeating: #"{"a":"#, count: 257)
        #expect(kind(of: Array(objects.utf8)) == .tooDeep(limit: 256))
        let mixed = String(repeating: #"[{"a":"#, count: 128) + "1" + String(repeating: "}]", count: 128)
        #expect(throws: Never.self) { try JSON(parsing: Array(mixed.utf8)) }
    }

    @Test
    func `a caller may allow less depth but not more`() {
        var limits = JSONLimits()
        limits.depth = 2
        #expect(kind(of: Array("[[1]]".utf8), limits) == nil)
        #expect(kind(of: Array("[[[]]]".utf8), limits) == .tooDeep(limit: 2))
        limits.depth = 1000
        #expect(kind(of: Self.nested(257), limits) == .tooDeep(limit: 256))
        limits.depth = -1
        #expect(kind(of: Array("[]".utf8), limits) == .tooDeep(limit: -1))
        #expect(kind(of: Array("1".utf8), limits) == nil)
    }

    @Test
    func `100000 opening brackets are refused at the 257th`() {
        let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        let error = #expect(throws: JSONParseError.self) { try JSON(parsing: bytes) }
        #expect(error?.offset == 256)
    }

    @Test
    func `the deepest value can be read, compared and written on half a megabyte of stack`() throws {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 512 * 1024)
        var thread = pthread_t()
        let started = pthread_create(
            &thread, &attributes,
            { _ in
                let text = String(repeating: #"{"a":["#, count: 128) + String(repeating: "]}", count: 128)
                guard let value = try? JSON(parsing: Array(text.utf8)) else { return nil }
                let isSame = value == (try? JSON(parsing: value.prettyBytes())) && Set([value]).count == 1
                return UnsafeMutableRawPointer(bitPattern: isSame && value.description == text ? 1 : 2)
            }, nil)
        try #require(started == 0)
        var result: UnsafeMutableRawPointer?
        pthread_join(thread, &result)
        #expect(result == UnsafeMutableRawPointer(bitPattern: 1))
    }

    @Test
    func `a text longer than allowed is refused unread`() {
        #expect(kind(of: Array("[1]".utf8), JSONLimits(bytes: 3)) == nil)
        #expect(kind(of: Array("[1] ".utf8), JSONLimits(bytes: 3)) == .tooManyBytes(limit: 3))
    }

    @Test
    func `values are counted wherever they stand`() {
        var limits = JSONLimits()
        limits.values = 4
        #expect(kind(of: Array(#"{"a":[1,2]}"#.utf8), limits) == nil)
        #expect(kind(of: Array(#"{"a":[1,2,3]}"#.utf8), limits) == .tooManyValues(limit: 4))
        #expect(kind(of: Array("[[],[],[],[]]".utf8), limits) == .tooManyValues(limit: 4))
    }

    @Test
    func `a million empty arrays are too many`() {
        let bytes = Array("[".utf8) + Array(repeatElement(Array("[],".utf8), count: 1_000_000).joined())
        #expect(kind(of: bytes) == .tooManyValues(limit: 1_000_000))
    }

    @Test
    func `100000 keys are read, and the one that stands twice is found`() throws {
        let members = (0..<100_000).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
        #expect(try JSON(parsing: Array("{\(members)}".utf8)).object?.count == 100_000)
        #expect(kind(of: Array("{\(members),\"key77777\":0}".utf8)) == .duplicateKey("key77777"))
    }

    @Test
    func `keys that are canonical equivalents are told apart, however many`() throws {
        // Marks of four combining classes in any order are one string to Swift, and one hash.
        let marks = ["\u{301}", "\u{323}", "\u{321}", "\u{345}", "\u{35C}", "\u{1D165}"]
        let keys = permutations(of: marks).map { "a" + $0.joined() }
        let text = "{" + keys.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        #expect(try JSON(parsing: Array(text.utf8)).object?.count == keys.count)
    }

    @Test
    func `a string of a megabyte comes through whole`() throws {
        let text = String(repeating: "0123456789\u{E9}\n\"", count: 80_000)
        let bytes = JSON.array([.string(text)]).bytes()
        #expect(try JSON(parsing: bytes)[0]?.string == text)
    }

    private func kind(of bytes: [UInt8], _ limits: JSONLimits = JSONLimits()) -> JSONParseError.Kind? {
        do {
            _ = try JSON(parsing: bytes, limits: limits)
            return nil
        } catch {
            return error.kind
        }
    }

    private func permutations(of marks: [String]) -> [[String]] {
        guard marks.count > 1 else { return [marks] }
        return marks.indices.flatMap { index in
            var others = marks
            let mark = others.remove(at: index)
            return permutations(of: others).map { [mark] + $0 }
        }
    }
}
