// sources: Sources/OrderedJSON

/// Reads any bytes; traps when two ways to look at the same text do not agree.
@_cdecl("LLVMFuzzerTestOneInput")
func readAnyBytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let value = try? JSON(parsing: bytes, duplicateKeys: .kept) else {
        requireThat((try? JSON(parsing: bytes)) == nil, "rejecting more keys reads more texts")
        requireThat((try? JSONScan.member("model", in: bytes)) == nil, "the scan reads what is no JSON")
        return 0
    }
    let compact = value.bytes()
    requireThat(
        (try? JSON(parsing: compact, duplicateKeys: .kept)) == value, "compact text has another value")
    requireThat(
        (try? JSON(parsing: value.prettyBytes(), duplicateKeys: .kept)) == value,
        "pretty text has another value")
    if let object = value.object { compareScan(of: bytes, with: object) }
    if let elements = value.array {
        let ranges = (try? JSONScan.elements(in: bytes)) ?? []
        let found = ranges.map { try? JSON(parsing: bytes[$0], duplicateKeys: .kept) }
        requireThat(found == elements.map { $0 }, "the scan finds other elements")
    }
    return 0
}

/// Each member must be found, spliced, and refused when it stands twice.
private func compareScan(of bytes: [UInt8], with object: JSONObject) {
    for (key, count) in counts(of: object.keys) {
        guard count == 1 else {
            requireThat((try? JSONScan.member(key, in: bytes)) == nil, "a name that stands twice is found")
            requireThat((try? JSON(parsing: bytes)) == nil, "a name that stands twice is read")
            continue
        }
        guard let member = try? JSONScan.member(key, in: bytes) else { fatalError("a member is not found") }
        requireThat(
            (try? JSON(parsing: bytes[member.range], duplicateKeys: .kept)) == object[key],
            "the scan finds another value")
        var changed = object
        changed[key] = ["spliced": nil]
        let spliced = JSONScan.replacing(member, in: bytes, with: ["spliced": nil])
        requireThat(
            (try? JSON(parsing: spliced, duplicateKeys: .kept)) == .object(changed),
            "a splice is not a change")
    }
}

/// How often each of a few names stands, told apart by their bytes.
private func counts(of keys: [String]) -> [(String, Int)] {
    keys.prefix(8).map { key in (key, keys.count { Array($0.utf8) == Array(key.utf8) }) }
}

private func requireThat(_ holds: Bool, _ message: StaticString) {
    if !holds { fatalError("\(message)") }
}
