import Glibc
import Reactor
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ByteStreamTests {
    private func text(_ stream: ByteStream) async throws -> String {
        var bytes: [UInt8] = []
        _ = try await stream.read { span in for index in span.indices { bytes.append(span[index]) } }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `what one side writes the other reads, and the end is seen`() async throws {
        let got = try await onLoop { loop in
            let (left, right) = try socketPair()
            let writer = try ByteStream(Descriptor(owning: left), on: loop)
            let reader = try ByteStream(Descriptor(owning: right), on: loop)
            try await writer.write(Array("hello".utf8), stall: .seconds(5))
            let first = try await text(reader)
            writer.close()
            let second = try await text(reader)
            return [first, second]
        }
        #expect(got == ["hello", ""])
    }

    @Test func `a large write waits for a slow reader and loses nothing`() async throws {
        let group = try EventLoopGroup(count: 2)
        defer { group.shutDown() }
        let (left, right) = try socketPair()
        let size = 5_000_000
        let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let (one, two) = (group.loops[0], group.loops[1])
        let sending = Task(executorPreference: one) {
            let writer = try ByteStream(Descriptor(owning: left), on: one)
            try await writer.write(payload, stall: .seconds(20))
            writer.close()
        }
        let received = Task(executorPreference: two) {
            let reader = try ByteStream(Descriptor(owning: right), on: two)
            var bytes: [UInt8] = []
            while try await reader.read({ span in for index in span.indices { bytes.append(span[index]) } })
                > 0
            {}
            return bytes
        }
        try await sending.value
        #expect(try await received.value == payload)
    }

    @Test func `a read past its deadline ends with timedOut`() async throws {
        await #expect(throws: StreamError.timedOut) {
            try await onLoop { loop in
                let (left, right) = try socketPair()
                let reader = try ByteStream(Descriptor(owning: left), on: loop)
                reader.deadline = .current() + .milliseconds(5)
                _ = try await reader.read { _ in }
                _ = close(right)
            }
        }
    }

    @Test func `a deadline that was moved later holds at its new moment`() async throws {
        let got = try await onLoop { loop in
            let (left, right) = try socketPair()
            let reader = try ByteStream(Descriptor(owning: left), on: loop)
            let writer = try ByteStream(Descriptor(owning: right), on: loop)
            reader.deadline = .current() + .milliseconds(1)
            reader.deadline = .current() + .seconds(3600)
            try await loop.sleep(until: .current() + .milliseconds(10))
            try await writer.write([65], stall: .seconds(5))
            return try await text(reader)
        }
        #expect(got == "A")
    }

    @Test func `a write to a peer that does not read stalls, then ends with timedOut`() async throws {
        await #expect(throws: StreamError.timedOut) {
            try await onLoop { loop in
                let (left, right) = try socketPair()
                let writer = try ByteStream(Descriptor(owning: left), on: loop)
                try await writer.write([UInt8](repeating: 1, count: 8_000_000), stall: .milliseconds(20))
                _ = close(right)
            }
        }
    }

    @Test func `a write to a closed peer is an error, not a signal`() async throws {
        await #expect(throws: StreamError.disconnected) {
            try await onLoop { loop in
                let (left, right) = try socketPair()
                let writer = try ByteStream(Descriptor(owning: left), on: loop)
                try ByteStream(Descriptor(owning: right), on: loop).close()
                for _ in 0..<3 { try await writer.write([1, 2, 3], stall: .seconds(5)) }
            }
        }
    }

    @Test func `cancelling the task that waits ends its read`() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.shutDown() }
        let loop = group.loops[0]
        let (left, right) = try socketPair()
        let reading = Task(executorPreference: loop) {
            let reader = try ByteStream(Descriptor(owning: left), on: loop)
            return try await reader.read { _ in }
        }
        reading.cancel()
        await #expect(throws: StreamError.cancelled) { try await reading.value }
        _ = close(right)
    }

    @Test func `a cancellation that comes too late ends nothing once the stream is set aside`() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.shutDown() }
        let (left, right) = try socketPair()
        let user = StreamUser(on: group.loops[0])
        try await user.open(left)
        let reading = Task(executorPreference: group.loops[0]) { try await user.readAndSetAside() }
        try await user.wakeThenCancel(reading, from: right)
        let result = await reading.result
        // The cancellation is heard by the loop before this is.
        #expect(await user.closedQuietly())
        #expect(try result.get() == 1)
        _ = close(right)
    }

    @Test func `the peer's leaving is told once, while nothing is read`() async throws {
        let told = try await onLoop { loop in
            let (left, right) = try socketPair()
            let stream = try ByteStream(Descriptor(owning: left), on: loop)
            let peer = try ByteStream(Descriptor(owning: right), on: loop)
            return await withCheckedContinuation { done in
                stream.onHangUp { done.resume(returning: true) }
                peer.close()
            }
        }
        #expect(told)
    }
}
