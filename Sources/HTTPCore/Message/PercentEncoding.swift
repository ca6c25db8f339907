/// Undoes percent-encoding once and strictly.
package enum PercentEncoding {
    /// The bytes behind the escapes; nil if a percent sign is not followed by two hexadecimal digits.
    ///
    /// What comes out may be any byte, NUL and `/` included, and need not be UTF-8.
    package static func decode(_ bytes: some Collection<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            guard byte == 0x25 else {
                decoded.append(byte)
                continue
            }
            guard let high = iterator.next().flatMap(ASCII.hexValue),
                let low = iterator.next().flatMap(ASCII.hexValue)
            else { return nil }
            decoded.append(high << 4 | low)
        }
        return decoded
    }
}
