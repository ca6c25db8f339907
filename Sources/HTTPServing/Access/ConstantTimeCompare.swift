/// Compares secrets so that the time tells nothing about where they differ.
package enum ConstantTimeCompare {
    /// Whether the candidate is the secret, byte for byte; an empty secret equals nothing.
    ///
    /// Every byte of the candidate is looked at, and the differences are gathered without a branch. The time depends
    /// on the length of the candidate alone, which its sender knows. So there is no need to hash both sides first:
    /// a digest would only hide the length of the secret, and how long our secrets are is no secret.
    @inline(never)
    package static func equal(_ candidate: [UInt8], _ secret: [UInt8]) -> Bool {
        guard !secret.isEmpty else { return false }
        var difference: UInt8 = candidate.count == secret.count ? 0 : 1
        for index in candidate.indices {
            difference |= candidate[index] ^ secret[index % secret.count]
        }
        return difference == 0
    }
}
