extension JSON {
    /// The text without white space.
    package func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return bytes
    }

    /// The text as a person would like to read it, with a line feed at its end.
    package func prettyBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        writePretty(into: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Appends the text without white space.
    package func write(into bytes: inout [UInt8]) {
        switch self {
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for index in elements.indices {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                elements[index].write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for index in object.members.indices {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriter.write(object.members[index].key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                object.members[index].value.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        default: JSONWriter.write(scalar: self, into: &bytes)
        }
    }

    /// Appends the text with one value to a line and two spaces for each level.
    package func writePretty(into bytes: inout [UInt8], level: Int = 0) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            JSONWriter.writeLines(of: elements, between: "[", and: "]", level, into: &bytes) {
                element, bytes in
                element.writePretty(into: &bytes, level: level + 1)
            }
        case .object(let object) where !object.isEmpty:
            JSONWriter.writeLines(of: object.members, between: "{", and: "}", level, into: &bytes) {
                member, bytes in
                JSONWriter.write(member.key, into: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                member.value.writePretty(into: &bytes, level: level + 1)
            }
        default: write(into: &bytes)
        }
    }
}
