/// Frames the pieces of a chunked body.
package enum ChunkWriter {
    /// Appends one chunk; an empty piece appends nothing, since an empty chunk would end the body.
    package static func append(_ chunk: [UInt8], to output: inout [UInt8]) {
        guard !chunk.isEmpty else { return }
        output.append(contentsOf: String(chunk.count, radix: 16).utf8)
        output.append(contentsOf: "\r\n".utf8)
        output.append(contentsOf: chunk)
        output.append(contentsOf: "\r\n".utf8)
    }

    /// Appends the last chunk and an empty trailer section.
    package static func appendEnd(to output: inout [UInt8]) {
        output.append(contentsOf: "0\r\n\r\n".utf8)
    }
}
