import Testing

@testable import apus

struct WordsTests {
    @Test func `an option is no name and stays where it is`() {
        var words = Words(["--demo", "serve"])
        #expect(words.takeName() == nil)
        #expect(words.take() == "--demo")
        #expect(words.takeName() == "serve")
        #expect(words.take() == nil)
    }

    @Test(arguments: ["-h", "--help", "--version"])
    func `some options are names`(word: String) {
        var words = Words([word])
        #expect(words.takeName() == word)
    }

    @Test func `a value may look like an option`() throws {
        var words = Words(["--demo"])
        #expect(try words.value(of: "--home") == "--demo")
    }

    @Test func `the end is the end`() throws {
        try Words([]).expectEnd()
        #expect(throws: Command.Misuse(message: "unexpected x")) { try Words(["x", "y"]).expectEnd() }
    }
}
