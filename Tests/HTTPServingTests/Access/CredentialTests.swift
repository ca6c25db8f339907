import HTTPCore
import HTTPServing
import Testing

struct CredentialTests {
    private func candidates(
        _ lines: [(FieldName, String)], query: String? = nil, acceptsQueryKey: Bool = false
    ) -> [String] {
        var fields = Fields()
        for (name, value) in lines { fields.append(name, value) }
        let target = RequestTarget(form: .origin, path: "/", query: query)
        let head = RequestHead(method: .get, target: target, fields: fields, authority: nil)
        return CredentialForms.candidates(in: head, acceptsQueryKey: acceptsQueryKey)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("Bearer K", ["K"]), ("bearer   K", ["K"]), ("BEARER\tK", ["K"]), ("K", ["K"]), ("Bearer", []),
        ("Bearer ", []),
        ("bearerK", ["bearerK"]), ("Basic K", ["Basic K"]), ("", []), ("Bea", ["Bea"]),
    ])
    func `Authorization is read with and without its scheme`(value: String, expected: [String]) {
        #expect(candidates([(.authorization, value)]) == expected)
    }

    @Test func `every place is looked at`() {
        let lines = [
            (FieldName.googAPIKey, "g"), (.xAPIKey, "x"), (.authorization, "a"), (.authorization, "Bearer b"),
        ]
        #expect(candidates(lines, query: "key=q", acceptsQueryKey: true) == ["a", "b", "x", "g", "q"])
        #expect(candidates(lines, query: "key=q") == ["a", "b", "x", "g"])
    }

    @Test(arguments: [
        ("secret", "secret", true), ("secreu", "secret", false), ("tecret", "secret", false), ("", "", false),
        ("", "secret", false), ("secret", "", false), ("secretsecret", "secret", false),
        ("secre", "secret", false),
        ("caf\u{E9}", "cafe\u{301}", false), ("\0", "", false), ("secret\0", "secret", false),
    ])
    func `secrets are compared byte by byte`(candidate: String, secret: String, isEqual: Bool) {
        #expect(ConstantTimeCompare.equal(Array(candidate.utf8), Array(secret.utf8)) == isEqual)
    }
}
