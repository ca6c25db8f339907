import HTTPCore
import HTTPServing
import Testing

struct RouteTableTests {
    private let table = RouteTable<String>([
        Route(.get, "/a", "get a"), Route(.post, "/a", "post a"), Route(.delete, "/a/{id}", "delete one"),
    ])

    private func describe(_ method: HTTPCore.Method, _ path: String) -> String {
        switch table.match(method, path) {
        case .found(let name, let parameters): ([name] + parameters).joined(separator: " ")
        case .wrongMethod(let allowed): "not " + allowed.map(\.rawValue).joined(separator: ",")
        case .unknown: "unknown"
        }
    }

    @Test(arguments: [
        (HTTPCore.Method.get, "/a", "get a"), (.head, "/a", "get a"), (.post, "/a", "post a"),
        (.put, "/a", "not GET,HEAD,POST"), (.delete, "/a/7", "delete one 7"), (.delete, "/a/", "unknown"),
        (.get, "/a/7", "not DELETE"), (.get, "/b", "unknown"), (.get, "/a/7/8", "unknown"),
        (.get, "a", "unknown"),
    ])
    func `a path and a method find their route`(method: HTTPCore.Method, path: String, expected: String) {
        #expect(describe(method, path) == expected)
    }
}
