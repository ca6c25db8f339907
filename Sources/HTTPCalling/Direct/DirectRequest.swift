internal import HTTPCore

/// A request as bytes of HTTP/1.1.
enum DirectRequest {
    static func bytes(of request: ClientRequest, to target: DirectTarget) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512 + request.body.count)
        bytes.append(contentsOf: request.method.rawValue.utf8)
        bytes.append(ASCII.space)
        if target.path.first != UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
        bytes.append(contentsOf: target.path)
        bytes.append(contentsOf: " HTTP/1.1\r\nHost: ".utf8)
        bytes.append(contentsOf: target.authority)
        bytes.append(contentsOf: "\r\n".utf8)
        var namesEncoding = false
        request.fields.forEach { name, value in
            guard !ConnectionFields.contain(name) else { return }
            if name.count == 15, ASCII.matches(name, "accept-encoding") { namesEncoding = true }
            bytes.append(contentsOf: name)
            bytes.append(contentsOf: value.isEmpty ? ":".utf8 : ": ".utf8)
            bytes.append(contentsOf: value)
            bytes.append(contentsOf: "\r\n".utf8)
        }
        if !namesEncoding { bytes.append(contentsOf: "Accept-Encoding: identity\r\n".utf8) }
        // RFC 9110 §8.6: a method that means to send something says how much, also when it is nothing.
        if !request.body.isEmpty || [.post, .put, .patch].contains(request.method) {
            bytes.append(contentsOf: "Content-Length: \(request.body.count)\r\n".utf8)
        }
        bytes.append(contentsOf: "\r\n".utf8)
        bytes.append(contentsOf: request.body)
        return bytes
    }
}
