import Glibc
import Testing

@testable import apus

struct PublicFolderTests {
    @Test func `a folder that is named is taken as it is`() {
        #expect(PublicFolder.find(named: "/nowhere/page") == "/nowhere/page")
    }

    @Test func `a build finds the page above its own folder`() throws {
        let folder = try #require(PublicFolder.find(named: nil))
        #expect(access(folder + "/index.html", R_OK) == 0)
    }
}
