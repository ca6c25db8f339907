internal import CCurl
internal import Glibc

/// What libcurl calls while it works; each of these only moves bytes or refuses.
extension EasyHandle {
    func setCallbacks() {
        let itself = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe apus_easy_set_pointer(handle, CURLOPT_PRIVATE, itself)
        unsafe apus_easy_set_transport(handle, CURLOPT_HEADERFUNCTION, Self.onHeadLine)
        unsafe apus_easy_set_pointer(handle, CURLOPT_HEADERDATA, itself)
        unsafe apus_easy_set_transport(handle, CURLOPT_WRITEFUNCTION, Self.onBody)
        unsafe apus_easy_set_pointer(handle, CURLOPT_WRITEDATA, itself)
        unsafe apus_easy_set_transport(handle, CURLOPT_READFUNCTION, Self.onUpload)
        unsafe apus_easy_set_pointer(handle, CURLOPT_READDATA, itself)
        unsafe apus_easy_set_seek(handle, Self.onSeek)
        unsafe apus_easy_set_pointer(handle, CURLOPT_SEEKDATA, itself)
        unsafe apus_easy_set_open_socket(handle, Self.onOpen)
        unsafe apus_easy_set_pointer(handle, CURLOPT_OPENSOCKETDATA, itself)
        unsafe apus_easy_set_before_request(handle, Self.beforeRequest)
        unsafe apus_easy_set_pointer(handle, CURLOPT_PREREQDATA, itself)
        unsafe apus_easy_set_close_socket(handle, CurlMulti.onClose)
        let multi = unsafe Unmanaged.passUnretained(multi).toOpaque()
        unsafe apus_easy_set_pointer(handle, CURLOPT_CLOSESOCKETDATA, multi)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> EasyHandle? {
        unsafe context.map { unsafe Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let onHeadLine: curl_write_callback = { bytes, _, count, context in
        guard let bytes = unsafe bytes, let transfer = unsafe from(context)?.transfer else { return 0 }
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: count).assumingMemoryBound(
            to: UInt8.self)
        return unsafe transfer.receive(headLine: line) ? count : 0
    }

    private static let onBody: curl_write_callback = { bytes, _, count, context in
        guard let bytes = unsafe bytes, let transfer = unsafe from(context)?.transfer else { return 0 }
        let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: count).assumingMemoryBound(
            to: UInt8.self)
        return unsafe transfer.receive(piece) ? count : Int(CURL_WRITEFUNC_PAUSE)
    }

    private static let onUpload: curl_write_callback = { target, size, count, context in
        guard let target = unsafe target, let easy = unsafe from(context) else {
            return Int(CURL_READFUNC_ABORT)
        }
        return unsafe easy.upload.copy(
            into: UnsafeMutableRawBufferPointer(start: target, count: size * count))
    }

    private static let onSeek: curl_seek_callback = { context, offset, origin in
        guard let easy = unsafe from(context), origin == SEEK_SET, easy.upload.seek(to: Int(offset)) else {
            return CURL_SEEKFUNC_FAIL
        }
        return CURL_SEEKFUNC_OK
    }

    private static let onOpen: curl_opensocket_callback = { context, _, peer in
        guard let peer = unsafe peer, let easy = unsafe from(context), let transfer = easy.transfer else {
            return CURL_SOCKET_BAD
        }
        guard let address = unsafe apus_address(peer).flatMap({ unsafe PeerAddress($0) }),
            transfer.rule.allows(address)
        else {
            transfer.refuseAddress()
            return CURL_SOCKET_BAD
        }
        return unsafe easy.multi.open(peer.pointee.family, peer.pointee.socktype, peer.pointee.protocol)
    }

    /// Asks the rule again: a kept connection may have been opened under the laxer rule of another request.
    private static let beforeRequest: curl_prereq_callback = { context, peer, _, port, _ in
        guard let peer = unsafe peer, let transfer = unsafe from(context)?.transfer else {
            return CURL_PREREQFUNC_ABORT
        }
        guard let address = unsafe PeerAddress(text: peer, port: UInt16(truncatingIfNeeded: port)),
            transfer.rule.allows(address)
        else {
            transfer.refuseAddress()
            return CURL_PREREQFUNC_ABORT
        }
        return CURL_PREREQFUNC_OK
    }
}
