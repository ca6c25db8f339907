internal import HTTPCore
internal import Reactor

/// Plain HTTP/1.1 to an address over the loop's own streams, with the connections that are kept for it.
///
/// A class because the kept connections are shared by all requests of a loop.
final class DirectClient {
    private struct Kept {
        let stream: ByteStream
        let since: LoopTime
    }

    private let loop: EventLoop
    private let mostKept: Int
    private let longestKept: Duration
    /// The latest last.
    private var kept: [SocketAddress: [Kept]] = [:]
    private(set) var keptCount = 0
    private var sweep: LazyTimer?

    /// Keeps so many connections for all upstreams of the loop together.
    ///
    /// Servers close an idle connection after a minute or more; one that old is as likely to fail as to serve.
    init(on loop: EventLoop, keeping mostKept: Int = 1024, for longestKept: Duration = .seconds(50)) {
        self.loop = loop
        self.mostKept = mostKept
        self.longestKept = longestKept
        sweep = LazyTimer(on: loop) { [unowned self] in closeOld() }
    }

    /// Makes the request and waits for the head of its answer.
    ///
    /// A kept connection that ends before a byte of the answer had closed in the meantime: a new one is used.
    func send(_ request: ClientRequest, to target: DirectTarget) async throws(ClientError) -> DirectTransfer {
        let bytes = DirectRequest.bytes(of: request, to: target)
        let deadline = LoopTime.current() + request.timeouts.firstByte
        // Only once: a request that makes an upstream fall would else be sent on every kept connection.
        if let (stream, address) = takeKept(target.addresses, request.addressRule) {
            let transfer = DirectTransfer(request, on: stream, to: address, of: self)
            if try await transfer.exchange(bytes, before: deadline, mayStartOver: true) { return transfer }
        }
        let connectStart = LoopTime.current()
        let (stream, address) = try await connect(
            target.addresses, request, before: min(connectStart + request.timeouts.connect, deadline))
        let transfer = DirectTransfer(
            request, on: stream, to: address, of: self, connectTime: .current() - connectStart)
        _ = try await transfer.exchange(bytes, before: deadline, mayStartOver: false)
        return transfer
    }

    /// Keeps a connection whose last answer came to its proper end.
    func keep(_ stream: ByteStream, to address: SocketAddress) {
        guard keptCount < mostKept else { return stream.close() }
        if keptCount == 0 { sweep?.due = loop.now + longestKept }
        keptCount += 1
        kept[address, default: []].append(Kept(stream: stream, since: loop.now))
        // What is said now was not asked for, and must never be taken for an answer.
        stream.onActivity { [unowned self, unowned stream] in
            stream.close()
            forget(stream, to: address)
        }
    }

    private func forget(_ stream: ByteStream, to address: SocketAddress) {
        guard let index = kept[address]?.firstIndex(where: { $0.stream === stream }) else { return }
        kept[address]?.remove(at: index)
        keptCount -= 1
        if kept[address]?.isEmpty == true { kept[address] = nil }
    }

    /// The latest that is still good; what is not is closed on the way.
    private func takeKept(_ addresses: [SocketAddress], _ rule: AddressRule) -> (ByteStream, SocketAddress)? {
        for address in addresses where rule.allows(address) {
            while let last = kept[address]?.popLast() {
                keptCount -= 1
                last.stream.onActivity(nil)
                if last.stream.isQuietNow, last.since + longestKept > loop.now {
                    return (last.stream, address)
                }
                last.stream.close()
            }
            kept[address] = nil
        }
        return nil
    }

    /// Gives back what nobody has used for so long, so that it does not stand in the way of the others.
    private func closeOld() {
        for (address, streams) in kept {
            let old = streams.prefix { $0.since + longestKept <= loop.now }
            for one in old { one.stream.close() }
            keptCount -= old.count
            kept[address] = old.count == streams.count ? nil : Array(streams.dropFirst(old.count))
        }
        if keptCount > 0 { sweep?.due = loop.now + longestKept }
    }

    private func connect(
        _ addresses: [SocketAddress], _ request: ClientRequest, before deadline: LoopTime
    ) async throws(ClientError) -> (ByteStream, SocketAddress) {
        var failure: ClientError?
        for address in addresses where request.addressRule.allows(address) {
            do throws(ConnectError) {
                return (try await .connect(to: address, on: loop, before: deadline), address)
            } catch {
                let error = ClientError(error)
                // Only a closed door is a reason to try the next.
                guard case .connect = error else { throw error }
                // The first is where it should have gone: a machine without IPv6 has more to say on the second.
                failure = failure ?? error
            }
        }
        throw failure ?? .refusedAddress
    }
}

extension ClientError {
    fileprivate init(_ error: ConnectError) {
        switch error {
        case .ended(.timedOut): self = .timedOut(.connect)
        case .ended: self = .cancelled
        case .system(let error) where error.isTimeout: self = .timedOut(.connect)
        case .system(let error) where error.isRefused: self = .connect(.refused)
        case .system(let error) where error.isUnreachable: self = .connect(.unreachable)
        case .system(let error) where error.isExhaustion: self = .connect(.exhausted)
        case .system: self = .connect(.other)
        }
    }
}
