/// The body of a request that libcurl fetches piece by piece.
struct Upload {
    private let bytes: [UInt8]
    private var sent = 0

    init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Copies the next piece and returns its length; 0 at the end.
    mutating func copy(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, bytes.count - sent)
        unsafe bytes.withUnsafeBytes {
            unsafe target.copyMemory(from: .init(rebasing: $0[sent..<sent + count]))
        }
        sent += count
        return count
    }

    /// Goes to another place, as libcurl does when it has to send again; false for a place outside.
    mutating func seek(to offset: Int) -> Bool {
        guard (0...bytes.count).contains(offset) else { return false }
        sent = offset
        return true
    }
}
