import OrderedJSON

extension SettingsPath {
    /// Where the value starts in a text that is JSON; of a value that is missing, where its parent starts.
    func offset(in bytes: [UInt8]) -> Int {
        var text = 0..<bytes.count
        for step in steps {
            guard let inner = Self.range(of: step, in: Array(bytes[text])) else { break }
            text = text.lowerBound + inner.lowerBound..<text.lowerBound + inner.upperBound
        }
        return bytes[text].firstIndex { !isWhitespace($0) } ?? text.lowerBound
    }

    private static func range(of step: Step, in bytes: [UInt8]) -> Range<Int>? {
        switch step {
        case .key(let key): return try? JSONScan.member(key, in: bytes)?.range
        case .index(let index):
            let elements = (try? JSONScan.elements(in: bytes)) ?? []
            return elements.indices.contains(index) ? elements[index] : nil
        }
    }

    private func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
