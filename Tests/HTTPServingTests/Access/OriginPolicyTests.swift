import HTTPCore
import HTTPServing
import Testing

struct OriginPolicyTests {
    private func judge(_ origins: [String], listing texts: [String] = []) -> OriginPolicy.Verdict {
        var fields = Fields()
        for origin in origins { fields.append(.origin, origin) }
        return OriginPolicy(listing: OriginPolicy.loopbackPages + texts).judge(fields)
    }

    @Test(arguments: [
        "http://localhost:5173", "https://localhost", "http://127.0.0.1:3000", "https://[::1]:8443",
        "http://localhost:80",
    ])
    func `pages of this machine are listed and echoed`(origin: String) {
        #expect(judge([origin]) == .listed(origin))
    }

    @Test(arguments: [
        "null", "*", "", "https://evil.example", "http://localhost.evil.example", "http://127.0.0.1.nip.io",
        "http://localhost:5173/", "http://localhost:5173/x", "http://user@localhost:1", "http://localhost:x",
        "file://", "app://", "app://obsidian.md", "tauri://localhost", "vscode-webview://abc",
        "localhost:3000",
        "http:/localhost", "http://localhost http://evil.example", "ftp://localhost",
    ])
    func `everything else is not`(origin: String) {
        #expect(judge([origin]) == .unlisted)
    }

    @Test func `no header is no page`() {
        #expect(judge([]) == .absent)
    }

    @Test func `two headers are not listed`() {
        #expect(judge(["http://localhost:1", "http://localhost:1"]) == .unlisted)
    }

    @Test(arguments: [
        ("https://app.example", "https://app.example", true),
        ("https://app.example", "https://app.example:443", true),
        ("https://app.example", "http://app.example", false),
        ("https://app.example", "https://app.example:8443", false),
        ("https://app.example", "https://x.app.example", false),
        ("https://app.example:*", "https://app.example:1", true),
        ("app://", "app://obsidian.md", true), ("app://*", "app://.", true),
        ("tauri://localhost", "tauri://localhost", true),
        ("tauri://localhost", "tauri://other", false), ("vscode-webview://*", "vscode-webview://1a2b", true),
        ("*", "https://evil.example", false), ("https://*", "https://evil.example", false),
        ("null", "null", false),
        ("https://*.example", "https://a.example", false), ("http://", "http://evil.example", false),
    ])
    func `an entry lists what it says and no more`(entry: String, origin: String, isListed: Bool) {
        #expect(judge([origin], listing: [entry]) == (isListed ? .listed(origin) : .unlisted))
    }

    @Test func `a server's own pages have one origin`() throws {
        let own = try #require(Authority(parsing: "127.0.0.1:8046".utf8))
        #expect(WebOrigin(parsing: "http://127.0.0.1:8046".utf8) == WebOrigin(own: own))
        for other in ["http://127.0.0.1:8045", "https://127.0.0.1:8046", "http://localhost:8046"] {
            #expect(WebOrigin(parsing: other.utf8) != WebOrigin(own: own))
        }
    }

    @Test(arguments: [
        ([], FetchMetadata.absent), (["none"], .none), (["same-origin"], .sameOrigin),
        (["same-site"], .sameSite),
        (["cross-site"], .foreign), (["new-word"], .foreign), ([""], .foreign), (["none", "none"], .foreign),
    ])
    func `what the browser says of the page is read`(values: [String], expected: FetchMetadata) {
        var fields = Fields()
        for value in values { fields.append(.fetchSite, value) }
        #expect(FetchMetadata(fields) == expected)
    }
}
