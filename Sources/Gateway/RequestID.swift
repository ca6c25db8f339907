/// Names one request in answers, logs and the questions that people ask about them.
enum RequestID {
    /// `req_` and 24 random hex digits; random so that no caller can guess another's.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef".utf8)
        var text = Array("req_".utf8)
        // Twelve digits of each draw.
        for var word in [generator.next(), generator.next()] as [UInt64] {
            for _ in 0..<12 {
                text.append(digits[Int(word & 15)])
                word >>= 4
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
