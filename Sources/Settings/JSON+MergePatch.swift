import OrderedJSON

extension JSON {
    /// The value after a merge patch: members are set, `null` removes them, anything else replaces.
    func merging(_ patch: JSON) -> JSON {
        guard case .object(let changes) = patch else { return patch }
        var result = object ?? JSONObject()
        for change in changes.members {
            if change.value.isNull {
                result[change.key] = nil
            } else {
                result[change.key] = (result[change.key] ?? .null).merging(change.value)
            }
        }
        return .object(result)
    }

    /// Where another value is different, in the order of this one and then of what is new in the other.
    func paths(differingIn other: JSON) -> [String] {
        var paths: [String] = []
        collectPaths(differingIn: other, at: SettingsPath(), into: &paths)
        return paths
    }

    private func collectPaths(differingIn other: JSON, at path: SettingsPath, into paths: inout [String]) {
        switch (self, other) {
        case (.object(let left), .object(let right)):
            for key in left.keys + right.keys.filter({ left[$0] == nil }) {
                let value = left[key] ?? .null
                value.collectPaths(differingIn: right[key] ?? .null, at: path.key(key), into: &paths)
            }
        case (.array(let left), .array(let right)) where left.count == right.count:
            for (index, element) in left.enumerated() {
                element.collectPaths(differingIn: right[index], at: path.index(index), into: &paths)
            }
        default:
            if self != other { paths.append(path.description) }
        }
    }
}
