package import HTTPCore

/// Finds the key of a caller in every place where the SDKs put it.
package enum CredentialForms {
    /// What may be the key: `Authorization: Bearer K` or `K`, `x-api-key`, `x-goog-api-key`, and `?key=` if allowed.
    ///
    /// One caller may send several, and any of them may be the right one: some SDKs add a placeholder beside it.
    package static func candidates(in head: RequestHead, acceptsQueryKey: Bool) -> [[UInt8]] {
        var candidates = head.fields.allBytes(of: .authorization).map { withoutScheme($0) }
        candidates += head.fields.allBytes(of: .xAPIKey).map { Array($0) }
        candidates += head.fields.allBytes(of: .googAPIKey).map { Array($0) }
        if acceptsQueryKey, let key = QueryItems(raw: head.target.query).bytes(of: "key") {
            candidates.append(key)
        }
        return candidates.filter { !$0.isEmpty }
    }

    private static func withoutScheme(_ value: ArraySlice<UInt8>) -> [UInt8] {
        let scheme = value.prefix("bearer".utf8.count)
        guard ASCII.matches(scheme, "bearer") else { return Array(value) }
        let rest = value[scheme.endIndex...]
        // A key may itself begin with these letters; only a space makes them a scheme.
        guard let next = rest.first else { return [] }
        return ASCII.isBlank(next) ? Array(ASCII.trimmed(rest)) : Array(value)
    }
}
