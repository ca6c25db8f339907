internal import CCurl
internal import Reactor

/// One of libcurl's easy handles, used for one transfer after another.
///
/// A class because libcurl keeps its address. What never changes is set once; each request sets the rest.
@safe final class EasyHandle {
    let handle: OpaquePointer
    unowned let multi: CurlMulti
    /// Ends the transfer when its upstream is silent for too long.
    let deadline: LazyTimer
    /// The transfer that it works for now.
    var transfer: Transfer?
    var fields: UnsafeMutablePointer<curl_slist>?
    var upload = Upload()
    private var proxy: UpstreamProxy?

    init?(of multi: CurlMulti, trusting certificateFile: String?, onDeadline: @escaping (EasyHandle) -> Void)
    {
        guard let handle = unsafe curl_easy_init() else { return nil }
        unsafe self.handle = handle
        self.multi = multi
        weak var itself: EasyHandle?
        deadline = LazyTimer(on: multi.loop) { if let itself { onDeadline(itself) } }
        itself = self
        setCallbacks()
        setPolicy()
        if let certificateFile { set(CURLOPT_CAINFO, certificateFile) }
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe curl_slist_free_all(fields)
    }

    /// The object that owns a handle of libcurl's; nil for the handles that libcurl makes for itself.
    static func of(_ handle: OpaquePointer) -> EasyHandle? {
        var context: UnsafeMutableRawPointer?
        guard unsafe apus_easy_get_private(handle, &context) == CURLE_OK, let context = unsafe context else {
            return nil
        }
        return unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    }

    /// What holds for every request.
    private func setPolicy() {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        // Empty texts, so that the environment's proxies and exceptions count for nothing.
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOPROXY, "")
        // A cancelled look-up leaves its thread behind instead of making the loop wait for it.
        set(CURLOPT_QUICK_EXIT, 1)
    }

    /// Makes the handle ready for a request.
    func begin(_ request: ClientRequest, for transfer: Transfer) {
        self.transfer = transfer
        set(CURLOPT_URL, request.url)
        isSecure = request.isSecure
        // Without TLS nothing would tell that an upstream speaks HTTP/2.
        set(CURLOPT_HTTP_VERSION, isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        set(CURLOPT_CONNECTTIMEOUT_MS, request.timeouts.connect.milliseconds)
        setMethod(request)
        setFields(request)
        if proxy != request.proxy {
            proxy = request.proxy
            set(CURLOPT_PROXY, proxy?.url ?? "")
        }
        deadline.due = multi.loop.now + request.timeouts.firstByte
    }

    /// Lets go of the request; the handle is ready for another.
    func finish() {
        deadline.due = .distantFuture
        transfer = nil
        upload = Upload()
    }

    var usesProxy: Bool { proxy != nil }
    private(set) var isSecure = false

    func set(_ option: CURLoption, _ number: Int) {
        unsafe apus_easy_set_number(handle, option, number)
    }

    func set(_ option: CURLoption, _ text: String?) {
        if let text {
            unsafe apus_easy_set_text(handle, option, text)
        } else {
            unsafe apus_easy_set_text(handle, option, nil)
        }
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe apus_easy_get_number(handle, info, &value) == CURLE_OK ? value : 0
    }

    /// How long the connection took; nil when a kept one is used.
    var connectTime: Duration? {
        guard number(CURLINFO_NUM_CONNECTS) > 0 else { return nil }
        var microseconds: curl_off_t = 0
        let info = isSecure ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T
        guard unsafe apus_easy_get_size(handle, info, &microseconds) == CURLE_OK else { return nil }
        return .microseconds(Int64(microseconds))
    }
}

extension Duration {
    /// Whole milliseconds, at least one, since libcurl reads 0 as its own default.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow, whole < Int64(Int32.max) else { return Int(Int32.max) }
        return max(1, Int(whole) + Int(attoseconds / 1_000_000_000_000_000))
    }
}
