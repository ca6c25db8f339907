internal import CCurl

/// Header lines as the linked list that libcurl reads.
@safe struct FieldList {
    private(set) var head: UnsafeMutablePointer<curl_slist>?
    private var line: [CChar] = []

    /// Adds `name: value`; libcurl sends a field without a value only when it is written `name;`.
    mutating func append(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
        line.removeAll(keepingCapacity: true)
        for byte in name { line.append(CChar(bitPattern: byte)) }
        line.append(CChar(bitPattern: UInt8(ascii: value.isEmpty ? ";" : ":")))
        if !value.isEmpty { line.append(CChar(bitPattern: UInt8(ascii: " "))) }
        for byte in value { line.append(CChar(bitPattern: byte)) }
        line.append(0)
        unsafe add(line)
    }

    /// Adds a line of our own.
    mutating func append(_ line: String) { unsafe add(line) }

    private mutating func add(_ line: UnsafePointer<CChar>) {
        // Without memory for a line the list stays as it was.
        if let longer = unsafe curl_slist_append(head, line) { unsafe head = longer }
    }
}
