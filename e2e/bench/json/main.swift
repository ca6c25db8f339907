import Foundation
import OrderedJSON

/// Compares reading, writing and scanning with Foundation's `JSONSerialization`.
///
/// Rounds of both alternate, so that a busy machine slows down both; a ratio above 1 means ours is faster.
struct Comparison {
    let name: String
    let ours: () throws -> Void
    let theirs: () throws -> Void

    /// Prints the smallest, median and largest ratio of the rounds, and the median time of one run.
    func run(rounds: Int = 15) throws {
        let runs = try runsPerRound()
        var ratios: [Double] = []
        var times: [Double] = []
        for _ in 0..<rounds {
            let our = try seconds(for: runs, ours)
            let their = try seconds(for: runs, theirs)
            ratios.append(their / our)
            times.append(our / Double(runs))
        }
        ratios.sort()
        times.sort()
        let cells = [ratios[0], ratios[rounds / 2], ratios[rounds - 1]].map { String(format: "%6.2f", $0) }
        let time = String(format: "%9.2f", times[rounds / 2] * 1e6)
        print(name.padding(toLength: 34, withPad: " ", startingAt: 0), cells.joined(separator: " "), time)
    }

    /// Enough runs for a round of some 20 ms.
    private func runsPerRound() throws -> Int {
        var runs = 1
        while try seconds(for: runs, ours) < 0.02 { runs *= 2 }
        return runs
    }

    private func seconds(for runs: Int, _ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<runs { try work() }
        return (clock.now - start) / .seconds(1)
    }
}

print("name                               min    median max        µs")
for text in BenchText.all {
    let bytes = Array(text.json.bytes())
    let data = Data(bytes)
    let value = try JSON(parsing: bytes)
    let object = try JSONSerialization.jsonObject(with: data)
    var sum = 0
    try Comparison(name: "read \(text.name) (\(bytes.count) B)") {
        sum &+= try JSON(parsing: bytes).object?.count ?? 0
    } theirs: {
        sum &+= (try JSONSerialization.jsonObject(with: data) as? [String: Any])?.count ?? 0
    }.run()
    try Comparison(name: "write \(text.name)") {
        sum &+= value.bytes().count
    } theirs: {
        sum &+= try JSONSerialization.data(withJSONObject: object).count
    }.run()
    try Comparison(name: "find model, stream in \(text.name)") {
        sum &+= try JSONScan.members(["model", "stream"], in: bytes).count
    } theirs: {
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        sum &+= (object?["model"] as? String)?.count ?? 0
    }.run()
    if sum == 0 { print("nothing was read") }
}
