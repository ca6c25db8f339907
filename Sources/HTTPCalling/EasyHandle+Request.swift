internal import CCurl
internal import HTTPCore

/// The method, the body and the fields of a request in libcurl's terms.
extension EasyHandle {
    /// Up to this size libcurl sends a body in one piece with the head, so it may as well have its own copy.
    private static let copiedBodyLimit = 64 * 1024

    func setMethod(_ request: ClientRequest) {
        let hasBody = !request.body.isEmpty
        let isSent = hasBody || [.post, .put, .patch].contains(request.method)
        set(isSent ? CURLOPT_POST : CURLOPT_HTTPGET, 1)
        let ordinary = isSent ? Method.post : .get
        set(CURLOPT_CUSTOMREQUEST, request.method == ordinary ? nil : request.method.rawValue)
        if request.method == .head { set(CURLOPT_NOBODY, 1) }
        if isSent { setBody(request.body) }
    }

    private func setBody(_ body: [UInt8]) {
        unsafe apus_easy_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        guard body.count > Self.copiedBodyLimit else {
            unsafe body.withUnsafeBytes { bytes in
                // For no bytes the address may be nil, which would mean the read callback.
                let empty: StaticString = ""
                let start = unsafe bytes.baseAddress ?? UnsafeRawPointer(empty.utf8Start)
                unsafe apus_easy_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, start)
            }
            return
        }
        upload = Upload(body)
        unsafe apus_easy_set_pointer(handle, CURLOPT_POSTFIELDS, nil)
    }

    func setFields(_ request: ClientRequest) {
        var list = FieldList()
        request.fields.forEach { name, value in
            if !Self.belongsToConnection(name) { list.append(name, value) }
        }
        // libcurl adds these on its own; a name without a value takes them back.
        if request.fields.count(of: .accept) == 0 { list.append("Accept:") }
        if request.fields.count(of: .acceptEncoding) == 0 { list.append("Accept-Encoding: identity") }
        if !request.body.isEmpty {
            list.append("Expect:")
            if request.fields.count(of: .contentType) == 0 { list.append("Content-Type:") }
        }
        unsafe apus_easy_set_list(handle, CURLOPT_HTTPHEADER, list.head)
        unsafe curl_slist_free_all(fields)
        unsafe fields = list.head
    }

    /// Whether a field speaks of one connection or of framing, which libcurl decides.
    private static func belongsToConnection(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.count {
        case 2: ASCII.matches(name, "te")
        case 4: ASCII.matches(name, "host")
        case 6: ASCII.matches(name, "expect")
        case 7: ASCII.matches(name, "upgrade") || ASCII.matches(name, "trailer")
        case 10: ASCII.matches(name, "connection") || ASCII.matches(name, "keep-alive")
        case 14: ASCII.matches(name, "content-length")
        case 16: ASCII.matches(name, "proxy-connection")
        case 17: ASCII.matches(name, "transfer-encoding")
        default: false
        }
    }
}
