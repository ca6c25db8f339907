internal import CCurl
internal import Reactor

/// libcurl's multi handle on a loop: tells it of events and timers, and hands back the transfers that ended.
///
/// A class because libcurl keeps its address. Lives on its loop.
@safe final class CurlMulti {
    /// Idle connections kept for reuse; each costs a descriptor here and one at the upstream.
    private static let keptConnections = 1024
    /// How often timers that are due at once may follow each other before the loop gets its turn.
    private static let roundsPerAction = 8

    let loop: EventLoop
    var sockets: [Int32: CurlSocket] = [:]
    private let handle: OpaquePointer
    private var isDue = false
    private var timer: LazyTimer?
    /// Called when libcurl is through with a transfer, outside all of its callbacks.
    var onEnd: ((OpaquePointer, CURLcode) -> Void)?

    init?(on loop: EventLoop) {
        guard let handle = unsafe curl_multi_init() else { return nil }
        unsafe self.handle = handle
        self.loop = loop
        let itself = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe apus_multi_set_pointer(handle, CURLMOPT_SOCKETDATA, itself)
        unsafe apus_multi_set_on_socket(handle, CurlMulti.onSocket)
        unsafe apus_multi_set_pointer(handle, CURLMOPT_TIMERDATA, itself)
        unsafe apus_multi_set_on_timer(handle, CurlMulti.onTimer)
        unsafe apus_multi_set_number(handle, CURLMOPT_MAXCONNECTS, Self.keptConnections)
        unsafe apus_multi_set_number(handle, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        timer = LazyTimer(on: loop) { [unowned self] in act(on: CURL_SOCKET_TIMEOUT, 0) }
    }

    deinit { unsafe curl_multi_cleanup(handle) }

    /// Starts a transfer; a request on a kept connection leaves before this returns.
    func add(_ easy: OpaquePointer) -> Bool {
        guard unsafe curl_multi_add_handle(handle, easy) == CURLM_OK else { return false }
        settle()
        return true
    }

    /// Takes a transfer out at any moment; a connection with bytes under way is closed.
    func remove(_ easy: OpaquePointer) {
        unsafe curl_multi_remove_handle(handle, easy)
    }

    /// Does what has become due by a call that was made on a transfer.
    func settle() {
        for _ in 0..<Self.roundsPerAction where isDue {
            isDue = false
            step(CURL_SOCKET_TIMEOUT, 0)
        }
        // Taking handles out may make another transfer due.
        collectEnded()
        if isDue {
            isDue = false
            // Just after now, or the loop would run it again in the same turn.
            timer?.due = loop.now + .nanoseconds(1)
        }
    }

    func act(on descriptor: Int32, _ events: Int32) {
        step(descriptor, events)
        settle()
    }

    private func step(_ descriptor: Int32, _ events: Int32) {
        var running: Int32 = 0
        unsafe curl_multi_socket_action(handle, descriptor, events, &running)
    }

    private func collectEnded() {
        var remaining: Int32 = 0
        while let message = unsafe curl_multi_info_read(handle, &remaining) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle
            else { continue }
            unsafe onEnd?(easy, message.pointee.data.result)
        }
    }

    private func setTimer(milliseconds: Int) {
        isDue = milliseconds == 0
        let wait = Duration.milliseconds(milliseconds)
        timer?.due = milliseconds > 0 ? LoopTime.current() + wait : .distantFuture
    }

    private static let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
        guard let context = unsafe context else { return 0 }
        unsafe Unmanaged<CurlMulti>.fromOpaque(context).takeUnretainedValue()
            .setTimer(milliseconds: milliseconds)
        return 0
    }
}
