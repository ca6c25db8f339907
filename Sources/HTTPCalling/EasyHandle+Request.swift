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
            if !ConnectionFields.contain(name) { list.append(name, value) }
        }
        // libcurl adds these on its own; a name without a value takes them back.
        if request.fields.count(of: .accept) == 0 { list.append("Accept:") }
        if request.fields.count(of: .acceptEncoding) == 0 { list.append("Accept-Encoding: identity") }
        if request.fields.count(of: .contentType) == 0 { list.append("Content-Type:") }
        if !request.body.isEmpty { list.append("Expect:") }
        unsafe apus_easy_set_list(handle, CURLOPT_HTTPHEADER, list.head)
        unsafe curl_slist_free_all(fields)
        unsafe fields = list.head
    }
}
