internal import CCurl
package import Reactor

/// Makes requests to upstreams, on one loop: over libcurl where TLS, names or proxies are needed, and over the
/// loop's own streams to a plain address.
///
/// The second way costs a third of the first, which is what a model server on the same machine is worth.
/// A class because it owns libcurl's handles and the kept connections. Made, used and released on its loop.
@safe package final class HTTPClient {
    /// Handles that are kept for the next request; each holds some 10 KiB.
    private static let idleHandleLimit = 256

    let loop: EventLoop
    let multi: CurlMulti
    private let certificateFile: String?
    private var idle: [EasyHandle] = []
    let direct: DirectClient

    /// Fails when libcurl cannot be set up, which means that memory is short.
    ///
    /// A file of certificates replaces the system's roots.
    package init(on loop: EventLoop, trusting certificateFile: String? = nil) throws(ClientError) {
        guard Self.globalSetUp == CURLE_OK, let multi = CurlMulti(on: loop) else {
            throw .failed(code: CURLE_FAILED_INIT.rawValue)
        }
        self.loop = loop
        self.multi = multi
        self.certificateFile = certificateFile
        direct = DirectClient(on: loop)
        unsafe multi.onEnd = { [unowned self] handle, code in
            guard let easy = unsafe EasyHandle.of(handle), let transfer = easy.transfer else { return }
            // libcurl is content with an answer that ends inside its head.
            let isComplete = code == CURLE_OK && transfer.head.isComplete
            end(transfer, with: isComplete ? .complete : .failed(ClientError(code, of: easy, transfer)))
        }
    }

    private static let globalSetUp = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    /// Makes the request and waits for the head of its answer.
    ///
    /// A kept connection that dies under the request before a byte of an answer is replaced by a new one.
    package func send(_ request: ClientRequest) async throws(ClientError) -> ClientResponse {
        guard request.hasCallableURL else { throw .invalidURL }
        guard !Task.isCancelled else { throw .cancelled }
        if let target = DirectTarget(request) {
            return ClientResponse(.direct(try await direct.send(request, to: target)))
        }
        let transfer = try start(request)
        try await transfer.waitForHead()
        return ClientResponse(.curl(transfer))
    }

    private func start(_ request: ClientRequest) throws(ClientError) -> Transfer {
        guard let easy = idle.popLast() ?? makeHandle() else {
            throw .failed(code: CURLE_FAILED_INIT.rawValue)
        }
        let transfer = Transfer(request, of: self)
        transfer.easy = easy
        easy.begin(request, for: transfer)
        if unsafe !multi.add(easy.handle) {
            end(transfer, with: .failed(.failed(code: CURLE_FAILED_INIT.rawValue)))
        }
        return transfer
    }

    private func makeHandle() -> EasyHandle? {
        EasyHandle(of: multi, trusting: certificateFile) { [unowned self] easy in
            guard let transfer = easy.transfer else { return }
            abandon(transfer, because: .timedOut(transfer.timedPhase))
        }
    }

    /// Ends a transfer that libcurl is still working on; a connection with bytes under way is closed.
    func abandon(_ transfer: Transfer, because error: ClientError) {
        guard transfer.easy != nil else { return }
        end(transfer, with: .failed(error))
        multi.settle()
    }

    /// Lets a paused transfer go on.
    func resume(_ transfer: Transfer) {
        guard let easy = transfer.easy else { return }
        unsafe curl_easy_pause(easy.handle, CURLPAUSE_CONT)
        multi.settle()
    }

    private func end(_ transfer: Transfer, with ending: Transfer.Ending) {
        guard let easy = transfer.easy else { return }
        unsafe multi.remove(easy.handle)
        easy.finish()
        if idle.count < Self.idleHandleLimit { idle.append(easy) }
        transfer.end(ending)
    }
}
