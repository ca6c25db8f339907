import HTTPCore
import Testing

/// Every row of the wire table that the parser decides, whole and cut.
struct WireTests {
    @Test(arguments: WireCase.framing + WireCase.lines)
    func `bytes get the answer of their row`(_ wire: WireCase) {
        expect(wire.outcome, from: Transcript(of: wire.wire))
    }

    @Test(arguments: (WireCase.framing + WireCase.lines).filter { $0.wire.count < 1000 })
    func `a cut anywhere changes nothing`(_ wire: WireCase) {
        let whole = Transcript(of: wire.wire)
        for place in 0...wire.wire.count {
            #expect(Transcript(of: wire.wire.cut(at: place)) == whole, "cut at \(place)")
        }
    }

    @Test(arguments: WireCase.framing + WireCase.lines)
    func `one byte at a time changes nothing`(_ wire: WireCase) {
        #expect(Transcript(of: wire.wire.singly) == Transcript(of: wire.wire))
    }

    private func expect(_ outcome: WireCase.Outcome, from transcript: Transcript) {
        switch outcome {
        case .accepted(let count):
            #expect(transcript.failure == nil)
            #expect(transcript.completeCount == count)
            #expect(transcript.messages.count == count)
        case .refused(let status, let count):
            #expect(transcript.failure?.status.code == status)
            #expect(transcript.completeCount == count)
        case .waiting:
            #expect(transcript.failure == nil)
            #expect(transcript.messages.last?.isComplete != true)
        }
    }
}
