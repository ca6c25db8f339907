// swift-tools-version: 6.3
import PackageDescription

/// Every upcoming feature that this compiler knows, and no warning left standing.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// A library target; `memory` asks that each unsafe expression says so.
func module(_ name: String, needs: [Target.Dependency] = [], memory: Bool = false) -> Target {
    .target(
        name: name, dependencies: needs,
        swiftSettings: strict + (memory ? [.strictMemorySafety()] : []))
}

/// The unit tests of one target, named after it.
func tests(of name: String, needs: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + needs,
        exclude: [], swiftSettings: strict)
}

let package = Package(
    name: "apus",
    products: [.executable(name: "apus", targets: ["apus"])],
    targets: [
        // Layer 0: lets Swift see one C library each.
        .systemLibrary(name: "CSystem"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        // Layer 1: reads and writes JSON without losing anything.
        module("OrderedJSON"),
        // Layer 1: HTTP/1.1 and event streams as values; no I/O.
        module("HTTPCore"),
        // Layer 2: one thread per loop, epoll, timers, non-blocking sockets.
        module("Reactor", needs: ["CSystem", "HTTPCore"], memory: true),
        // Layer 3: accepts connections and answers requests.
        module("HTTPServing", needs: ["HTTPCore", "Reactor"]),
        // Layer 3: makes requests and streams the answers.
        module("HTTPCalling", needs: ["HTTPCore", "Reactor", "CCurl"], memory: true),
        // Layer 3: reads, checks and writes the configuration.
        module("Settings", needs: ["OrderedJSON"]),
        // Layer 4: decides who may call and carries one exchange from caller to upstream and back.
        module(
            "Gateway",
            needs: ["OrderedJSON", "HTTPCore", "Reactor", "HTTPServing", "HTTPCalling", "Settings"]),
        // Layer 4: lets an operator see and change things; serves `Public/`.
        module("Admin", needs: ["OrderedJSON", "HTTPCore", "Reactor", "HTTPServing", "Settings"]),
        // Layer 5: parses arguments, wires, runs, stops.
        .executableTarget(
            name: "apus",
            dependencies: [
                "OrderedJSON", "HTTPCore", "Reactor", "HTTPServing", "HTTPCalling", "Settings", "Gateway",
                "Admin",
            ], swiftSettings: strict),
        // Measures HTTPServing and HTTPCalling alone; run by e2e/bench.
        .executableTarget(
            name: "forward-bench", dependencies: ["HTTPCore", "Reactor", "HTTPServing", "HTTPCalling"],
            path: "e2e/bench/forward", swiftSettings: strict),
        // Measures OrderedJSON against Foundation's JSONSerialization.
        .executableTarget(
            name: "json-bench", dependencies: ["OrderedJSON"], path: "e2e/bench/json", swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        tests(of: "OrderedJSON"),
        tests(of: "HTTPCore"),
        tests(of: "Reactor"),
        tests(of: "HTTPServing", needs: ["HTTPCore", "Reactor"]),
        tests(of: "HTTPCalling", needs: ["HTTPCore", "Reactor"]),
        tests(of: "Settings", needs: ["OrderedJSON"]),
        tests(of: "Gateway", needs: ["OrderedJSON", "HTTPCore", "Reactor", "HTTPServing", "Settings"]),
        tests(of: "Admin", needs: ["OrderedJSON", "HTTPCore", "HTTPServing", "Settings"]),
        tests(
            of: "apus",
            needs: [
                "OrderedJSON", "HTTPCore", "Reactor", "HTTPServing", "Settings", "Gateway", "Admin",
            ]),
    ]
)
