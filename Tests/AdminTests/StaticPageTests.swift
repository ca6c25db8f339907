import Admin
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StaticPageTests {
    @Test func `the page and its parts are served with all protections`() async throws {
        try await AdminFixture.with { (admin) async throws in
            for path in ["/admin", "/admin/"] {
                let page = try await admin.ask("GET \(path)", ["Sec-Fetch-Site: none"])
                #expect(page.hasPrefix("HTTP/1.1 200"))
                #expect(page.hasSuffix("hello"))
                #expect(page.contains("content-security-policy: default-src 'none'; script-src 'self'; "))
                #expect(page.contains("x-frame-options: DENY\r\n"))
                #expect(page.contains("cache-control: no-store\r\n"))
                #expect(!page.lowercased().contains("set-cookie"))
                #expect(!page.lowercased().contains("\r\nserver:"))
            }
            #expect(
                try await admin.ask("GET /admin/js/main.js").contains(
                    "content-type: text/javascript; charset=utf-8\r\n"))
            #expect(try await admin.ask("GET /").contains("location: /admin\r\n"))
        }
    }

    @Test(arguments: [
        "/admin/../../etc/passwd", "/admin/..%2f..%2fetc/passwd", "/admin/%2e%2e/", "/admin//etc/passwd",
        "/admin/.secret", "/admin/x.exe", "/admin/passwd.html", "/admin/js", "/admin/js/",
        "/admin/index.html/",
        "/admin/INDEX.HTML", "/admin/%69ndex.html", "/administrator", "/etc/passwd",
    ])
    func `nothing but the files of the page is served`(path: String) async throws {
        try await AdminFixture.with { (admin) async throws in
            let answer = try await admin.ask("GET \(path)")
            #expect(answer.hasPrefix("HTTP/1.1 404"))
            #expect(!answer.contains("root:"))
        }
    }

    @Test func `other sites cannot load the page`() async throws {
        try await AdminFixture.with { (admin) async throws in
            #expect(
                try await admin.ask("GET /admin", ["Sec-Fetch-Site: cross-site"]).hasPrefix("HTTP/1.1 403"))
        }
    }

    @Test func `a folder without a page is refused`() {
        #expect(throws: StaticFiles.Failure.self) { try StaticFiles(folder: "/nonexistent") }
    }
}
