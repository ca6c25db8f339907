import OrderedJSON
import Testing

struct GrammarTests {
    @Test(arguments: GrammarCase.accepted + GrammarCase.rejected)
    func `reads what is JSON and nothing else`(_ example: GrammarCase) {
        switch example.outcome {
        case .reads(let compact):
            #expect(throws: Never.self) {
                let value = try JSON(parsing: example.bytes)
                #expect(value.description == compact)
                #expect(Array(value.description.utf8) == Array(compact.utf8))
            }
        case .fails(let kind, let offset):
            let error = #expect(throws: JSONParseError.self) { try JSON(parsing: example.bytes) }
            #expect(error?.kind == kind)
            #expect(error?.offset == offset)
        }
    }

    @Test(arguments: GrammarCase.accepted + GrammarCase.rejected)
    func `a scan accepts the same texts`(_ example: GrammarCase) {
        let object = Array(#"{"inner":"#.utf8) + example.bytes + Array("}".utf8)
        let value = try? JSON(parsing: object)
        let member = try? JSONScan.member("inner", in: object)
        #expect((value != nil) == (member != nil))
    }

    @Test(arguments: GrammarCase.accepted)
    func `any cut through a text is refused or is a whole number`(_ example: GrammarCase) {
        for length in example.bytes.indices {
            let part = example.bytes[..<length]
            if let value = try? JSON(parsing: part) {
                #expect(value.double != nil || part.count >= Array(example.bytes.trimmed).count)
            }
        }
    }

    @Test
    func `a slice is read from its own first byte`() throws {
        let bytes = Array("xx[1]yy".utf8)
        #expect(try JSON(parsing: bytes[2..<5]) == [1])
        let error = #expect(throws: JSONParseError.self) { try JSON(parsing: bytes[3...]) }
        #expect(error?.offset == 1)
    }
}

extension [UInt8] {
    /// The bytes without JSON's white space at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
        else { return [] }
        return self[first...last]
    }
}
