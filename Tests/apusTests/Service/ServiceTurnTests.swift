import Admin
import OrderedJSON
import Settings
import TestSupport
import Testing

@testable import apus

/// Many changes at the same time.
@Suite(.timeLimit(.minutes(1)))
struct ServiceTurnTests {
    @Test func `changes of different members are all kept`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            _ = try await apus.started()
            let changes: [JSON] = [
                ["max_body_mb": 7], ["auto_start": false], ["auth_mode": "strict"],
                ["allowed_hosts": ["apus.test"]], ["allowed_origins": ["http://app.test"]],
            ]
            try await withThrowingTaskGroup { group in
                for change in changes { group.addTask { _ = try await apus.patch(change) } }
                group.addTask { try await apus.service.start() }
                try await group.waitForAll()
            }
            let proxy = try apus.saved["proxy"]
            for change in changes.compactMap(\.object) {
                for member in change.members { #expect(proxy?[member.key] == member.value) }
            }
        }
    }

    @Test func `of many patches for one version one wins`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let tag = await apus.service.config().tag
            let refusals = await withTaskGroup { group in
                for size in 1...20 {
                    group.addTask {
                        await apus.refusal(of: ["max_body_mb": .number(JSONNumber(size))], tag: tag)
                    }
                }
                return await group.reduce(into: [JSON]()) { all, next in
                    if let next { all.append(next) }
                }
            }
            #expect(refusals.count == 19)
            #expect(refusals.allSatisfy { $0["code"] == "etag_mismatch" })
        }
    }

    @Test func `many adding the demo at once add one account`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            try await withThrowingTaskGroup { group in
                for _ in 0..<10 {
                    group.addTask { _ = try await apus.service.addAccount(["provider": "demo"]) }
                }
                try await group.waitForAll()
            }
            #expect(try apus.saved["accounts"]?.array?.count == 1)
        }
    }

    @Test func `after a storm of changes everything says the same`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            _ = try await apus.started()
            let ports = [try await apus.freePort(), try await apus.freePort()]
            await withTaskGroup { group in
                for round in 0..<12 {
                    let port = JSONNumber(Int(ports[round % 2]))
                    group.addTask { _ = await apus.refusal(of: ["port": .number(port)]) }
                    group.addTask { try? await apus.service.start() }
                    group.addTask { await apus.service.stop() }
                    group.addTask { _ = try? await apus.service.rotateKey() }
                }
            }
            try await apus.service.start()
            let (status, config) = (await apus.service.status(), try apus.saved)
            let port = try #require(config["proxy"]?["port"]?.int)
            #expect(status.address == "127.0.0.1:\(port)")
            #expect(try RunRecord.read(in: apus.home)?.api == status.address)
            #expect(await apus.service.apiKey() == config["proxy"]?["api_key"]?.string)
            #expect(try await apus.chat(on: UInt16(clamping: port)) == 200)
            for other in ports where Int(other) != port {
                #expect(throws: RawClient.Failure.self) { try RawClient(port: other) }
            }
        }
    }

    @Test func `a service that ends finishes what was begun and opens nothing again`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let port = try await apus.started()
            await withTaskGroup { group in
                for _ in 0..<5 { group.addTask { try? await apus.service.start() } }
                group.addTask { await apus.service.shutDown() }
                for _ in 0..<5 { group.addTask { try? await apus.service.start() } }
            }
            let refusal = await #expect(throws: AdminRefusal.self) { try await apus.service.start() }
            #expect(refusal?.code == "stopping")
            #expect(await apus.refusal(of: ["max_body_mb": 1])?["code"] == "stopping")
            #expect(await apus.service.status().state == .stopped)
            #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
            #expect(try RunRecord.read(in: apus.home) == nil)
        }
    }
}
