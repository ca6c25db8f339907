/// The way to a value in the configuration, such as `accounts[0].key`.
package struct SettingsPath: Sendable, Hashable {
    /// From a value to one inside it.
    package enum Step: Sendable, Hashable {
        case key(String)
        case index(Int)
    }

    package let steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    func key(_ key: String) -> SettingsPath { SettingsPath(steps + [.key(key)]) }
    func index(_ index: Int) -> SettingsPath { SettingsPath(steps + [.index(index)]) }
}

extension SettingsPath: CustomStringConvertible {
    package var description: String {
        guard !steps.isEmpty else { return "the configuration" }
        return steps.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}
