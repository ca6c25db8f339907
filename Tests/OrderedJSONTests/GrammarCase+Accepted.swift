import OrderedJSON

extension GrammarCase {
    /// What every reader of JSON must read.
    static let accepted: [GrammarCase] = structure + numbers + strings

    private static let structure: [GrammarCase] = [
        .good("empty array", "[]"),
        .good("empty object", "{}"),
        .good("lone true", "true"),
        .good("lone false", "false"),
        .good("lone null", "null"),
        .good("lone number", "-0.1"),
        .good("lone string", #""a""#),
        .good("empty string", #""""#),
        .good("white space around everything", " \t\r\n[ 1 , { \"a\" : null } ]\n ", as: #"[1,{"a":null}]"#),
        .good("white space in an empty array", "[ \n]", as: "[]"),
        .good("white space in an empty object", "{ \t}", as: "{}"),
        .good("arrays beside each other", "[[],[[]],{}]"),
        .good("several nulls", "[1,null,null,null,2]"),
        .good("all kinds of values", #"[null,1,"1",{},[],true,false]"#),
        .good("members keep their order", #"{"z":1,"a":2,"m":3}"#),
        .good("an empty key", #"{"":0}"#),
        .good("an escaped NUL in a key", #"{"foo\u0000bar":42}"#),
        .good("an object in an object", #"{"a":{"b":{"c":{}}}}"#),
        .good("a key with escapes", #"{"\u0061\n":1}"#, as: #"{"a\n":1}"#),
        .good("keys that only look alike", "{\"\u{E9}\":1,\"e\u{301}\":2}"),
        .good("a trailing line feed", "[1]\n", as: "[1]"),
        .good("a long word boundary", #"["1234567"]"#),
    ]

    private static let numbers: [GrammarCase] = [
        .good("zero", "[0]"), .good("minus zero", "[-0]"), .good("minus zero with a fraction", "[-0.0]"),
        .good("one digit", "[7]"), .good("negative", "[-123]"), .good("fraction", "[123.456789]"),
        .good("exponent", "[1e3]"), .good("capital exponent", "[1E22]"), .good("exponent minus", "[1e-2]"),
        .good("exponent plus", "[1E+2]"), .good("zero with an exponent", "[0e1]"),
        .good("zero with a plus exponent", "[0e+1]"), .good("fraction and exponent", "[123.456e78]"),
        .good("leading zeros in an exponent", "[1e0007]"),
        .good("close to zero", "[-0.\(String(repeating: "0", count: 76))1]"),
        .good("more than a Double holds", "[1e400]"), .good("less than a Double holds", "[123e-10000000]"),
        .good("minus huge", "[-1e+9999]"), .good("more than 64 bits", "[18446744073709551616]"),
        .good("400 digits", "[\(String(repeating: "9", count: 400))]"), .good("one and zero", "[1.0]"),
        .good("space behind a number", "[4 ]", as: "[4]"),
        .good("number at the end of the text", "12345678"),
    ]

    private static let strings: [GrammarCase] = [
        .good("all short escapes", #"["\"\\\/\b\f\n\r\t"]"#, as: #"["\"\\/\b\f\n\r\t"]"#),
        .good("escaped control characters", #"["\u0001\u001F"]"#, as: #"["\u0001\u001f"]"#),
        .good("escaped ASCII", #"["\u0041\u0012"]"#, as: #"["A\u0012"]"#),
        .good("escaped DEL", #"["\u007F"]"#, as: "[\"\u{7F}\"]"),
        .good("two bytes from an escape", #"["\u00e9"]"#, as: "[\"\u{E9}\"]"),
        .good("three bytes from an escape", #"["\u20AC"]"#, as: "[\"\u{20AC}\"]"),
        .good("a surrogate pair", #"["\uD801\udc37"]"#, as: "[\"\u{10437}\"]"),
        .good("two surrogate pairs", #"["\ud83d\ude39\ud83d\udc8d"]"#, as: "[\"\u{1F639}\u{1F48D}\"]"),
        .good("the last code point", #"["\uDBFF\uDFFF"]"#, as: "[\"\u{10FFFF}\"]"),
        .good(
            "noncharacters", #"["\uFFFE\uFDD0"]"#,
            as: String(decoding: [0x5B, 0x22, 0xEF, 0xBF, 0xBE, 0xEF, 0xB7, 0x90, 0x22, 0x5D], as: UTF8.self)),
        .good("an escaped backslash before u", #"["\\u0000"]"#),
        .good("an escaped backslash before a quote", #"["\\\""]"#),
        .good("an escaped backslash before n", #"["\\n"]"#),
        .good("raw text of two, three and four bytes", "[\"\u{E9}\u{2C63}\u{1F600}\"]"),
        .good("raw line and paragraph separators", "[\"\u{2028}\u{2029}\"]"),
        .good("raw DEL", "[\"\u{7F}\"]"),
        .good("raw private use", "[\"\u{F8FF}\u{10FFFD}\"]"),
        .good("a raw byte order mark inside", "[\"\u{FEFF}\"]"),
        .good("a comment inside", #"["a/*b*/c//"]"#),
        .good("brackets inside", #"["[{,:}]"]"#),
        .good("an escape behind many plain bytes", #"["0123456789abcdef\n0123456789abcdef"]"#),
        .good("a quote just before a word boundary", #"["12345\"789"]"#),
        .good("an escape behind raw text", "[\"\u{1F600}\\n\u{E9}\"]"),
    ]
}
