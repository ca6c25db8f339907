internal import CCurl
internal import Glibc
internal import Reactor

/// The sockets of a multi handle on the poller.
///
/// Between two requests libcurl drops its interest in a connection and takes it up again. The poller is not told of
/// that: it hears of a change only when an event comes that nobody wants, or one is wanted that it does not watch
/// for, which spares two system calls for each request.
extension CurlMulti {
    static let onSocket: curl_socket_callback = { easy, descriptor, action, context, _ in
        guard let context = unsafe context else { return 0 }
        let multi = unsafe Unmanaged<CurlMulti>.fromOpaque(context).takeUnretainedValue()
        let socket = multi.sockets[descriptor] ?? CurlSocket(descriptor, isConnection: false)
        multi.sockets[descriptor] = socket
        let user = unsafe easy.flatMap { unsafe EasyHandle.of($0)?.transfer }
        socket.mustBeQuiet = action == CURL_POLL_REMOVE && user?.leavesQuietConnection == true
        multi.want(Interest(libcurl: action), of: socket)
        return 0
    }

    static let onClose: curl_closesocket_callback = { context, descriptor in
        if let context = unsafe context {
            unsafe Unmanaged<CurlMulti>.fromOpaque(context).takeUnretainedValue().forget(descriptor)
        }
        return close(descriptor)
    }

    /// Opens a socket for a connection, or returns −1.
    func open(_ family: Int32, _ type: Int32, _ transport: Int32) -> Int32 {
        let descriptor = socket(family, type | Int32(SOCK_CLOEXEC.rawValue), transport)
        if descriptor >= 0 { sockets[descriptor] = CurlSocket(descriptor, isConnection: true) }
        return descriptor
    }

    /// Ends the watch of a socket that is about to be closed.
    private func forget(_ descriptor: Int32) {
        guard let socket = sockets.removeValue(forKey: descriptor) else { return }
        unwatch(socket)
    }

    private func want(_ interest: Interest, of socket: CurlSocket) {
        socket.wanted = interest
        if socket.isConnection {
            if !interest.isSubset(of: socket.watched) { watchWanted(socket) }
        } else if interest.isEmpty {
            forget(socket.descriptor)
        } else {
            watchWanted(socket)
        }
    }

    /// Brings the poller up to date.
    ///
    /// Where the system refuses, the transfer ends by its timeout: a failure told to libcurl from inside its
    /// callback would end all transfers.
    private func watchWanted(_ socket: CurlSocket) {
        guard !socket.wanted.isEmpty else { return unwatch(socket) }
        do {
            if let watch = socket.watch {
                try loop.change(watch, to: socket.wanted)
            } else {
                socket.watch = try loop.watch(socket.descriptor, for: socket.wanted) {
                    [unowned self, unowned socket] readiness in hear(readiness, of: socket)
                }
            }
            socket.watched = socket.wanted
        } catch {
            unwatch(socket)
        }
    }

    private func unwatch(_ socket: CurlSocket) {
        socket.watched = []
        guard let watch = socket.watch else { return }
        socket.watch = nil
        // A loop that has stopped watches nothing any more.
        if loop.isOnLoop { loop.unwatch(watch) }
    }

    /// Acts on an event, or finds that nobody wants it.
    ///
    /// A peer that speaks or leaves between two requests loses the connection at once: libcurl would read what it
    /// said as the answer to the next request. libcurl finds the connection dead when it looks for one to reuse.
    private func hear(_ readiness: Readiness, of socket: CurlSocket) {
        let events = socket.wanted.events(for: readiness)
        if events != 0 {
            act(on: socket.descriptor, events)
        } else if socket.wanted.isEmpty {
            unwatch(socket)
            if socket.mustBeQuiet { _ = shutdown(socket.descriptor, Int32(SHUT_RDWR)) }
        } else {
            watchUnlessHungUp(socket, readiness)
        }
    }

    /// A hang-up cannot be left unheard by the poller, so a socket that only sends is not watched after one.
    private func watchUnlessHungUp(_ socket: CurlSocket, _ readiness: Readiness) {
        if readiness.contains(.hangUp) { unwatch(socket) } else { watchWanted(socket) }
    }
}

extension Interest {
    fileprivate init(libcurl action: Int32) {
        self =
            switch action {
            case CURL_POLL_IN: .read
            case CURL_POLL_OUT: .write
            case CURL_POLL_INOUT: [.read, .write]
            default: []
            }
    }

    /// What libcurl is to be told; a failure goes to whichever side it waits for, which then finds the error.
    fileprivate func events(for readiness: Readiness) -> Int32 {
        var events: Int32 = 0
        let hasFailed = readiness.contains(.failure)
        if contains(.read), hasFailed || !readiness.isDisjoint(with: [.read, .hangUp]) {
            events |= CURL_CSELECT_IN
        }
        if contains(.write), hasFailed || readiness.contains(.write) { events |= CURL_CSELECT_OUT }
        return events
    }
}
