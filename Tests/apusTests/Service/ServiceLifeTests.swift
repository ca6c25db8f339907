import Admin
import HTTPServing
import OrderedJSON
import Reactor
import Settings
import TestSupport
import Testing

@testable import apus

@Suite(.timeLimit(.minutes(1)))
struct ServiceLifeTests {
    @Test func `without an account it does not start and says why until there is one`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            #expect(await apus.service.status().state == .stopped)
            let refusal = await #expect(throws: AdminRefusal.self) { try await apus.service.start() }
            #expect(refusal?.code == "no_accounts")
            #expect(refusal?.message == "no available accounts, please add an account first")
            #expect(await apus.service.status().state == .failed)
            #expect(await apus.service.status().reason?.code == "no_accounts")
            _ = try await apus.service.addAccount(["provider": "demo"])
            #expect(await apus.service.status().state == .stopped)
            #expect(await apus.service.status().reason == nil)
        }
    }

    @Test func `a running service tells where and since when`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let port = try await apus.started()
            let status = await apus.service.status()
            #expect(status.state == .running)
            #expect(status.address == "127.0.0.1:\(port)")
            #expect(status.baseURL == "http://127.0.0.1:\(port)")
            #expect(status.startedAt?.hasSuffix("Z") == true)
            #expect(status.activeAccounts == 1)
            #expect(try await apus.chat(on: port) == 200)
        }
    }

    @Test func `a second start stays where it is`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let port = try await apus.started()
            let since = await apus.service.status().startedAt
            try await apus.service.start()
            #expect(try await apus.port == port)
            #expect(await apus.service.status().startedAt == since)
        }
    }

    @Test func `a stop closes the port and can be repeated`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let port = try await apus.started()
            await apus.service.stop()
            await apus.service.stop()
            #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
            #expect(await apus.service.status().address == nil)
            #expect(await apus.service.status().startedAt == nil)
        }
    }

    @Test func `a taken port is named with the system's reason and can be tried again`() async throws {
        try await ServiceFixture.with(port: nil) { (apus) async throws in
            let neighbour = try await apus.neighbour()
            let port = neighbour.addresses[0].port
            _ = try await apus.patch(["port": .number(JSONNumber(Int(port)))])
            let refusal = await #expect(throws: AdminRefusal.self) { _ = try await apus.started() }
            #expect(refusal?.json == ServiceFixture.bindFailed(port))
            #expect(await apus.service.status().state == .failed)
            #expect(await apus.service.status().reason?.json == ServiceFixture.bindFailed(port))
            await neighbour.stop(within: .zero)
            try await apus.service.start()
            #expect(try await apus.port == port)
            #expect(await apus.service.status().reason == nil)
        }
    }

    @Test func `run json follows the listener and goes with the process`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let own = Int(ProcessIdentity.id)
            #expect(
                try RunRecord.read(in: apus.home)
                    == RunRecord(process: own, admin: "127.0.0.1:8046", api: nil))
            let port = try await apus.started()
            #expect(try RunRecord.read(in: apus.home)?.api == "127.0.0.1:\(port)")
            let new = try await apus.freePort()
            _ = try await apus.patch(["port": .number(JSONNumber(Int(new)))])
            #expect(try RunRecord.read(in: apus.home)?.api == "127.0.0.1:\(new)")
            await apus.service.stop()
            #expect(try RunRecord.read(in: apus.home)?.api == nil)
            await apus.service.shutDown()
            #expect(try RunRecord.read(in: apus.home) == nil)
        }
    }

    @Test func `adding the demo twice gives one account`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let first = try await apus.service.addAccount(["provider": "demo", "name": "mine"])
            let second = try await apus.service.addAccount(["provider": "demo"])
            #expect(first == second)
            #expect(first["id"] == "a1")
            #expect(first["name"] == "mine")
            #expect(await apus.service.accounts() == [first])
            #expect(try apus.saved["accounts"]?.array?.count == 1)
        }
    }

    @Test func `adding the demo switches one on that was off`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            _ = try await apus.service.addAccount(["provider": "demo"])
            var accounts = try #require(try apus.saved["accounts"]?.array?.first?.object)
            accounts["enabled"] = false
            _ = try await apus.service.patch(["accounts": [.object(accounts)]], ifMatch: nil)
            #expect(await apus.service.status().activeAccounts == 0)
            #expect(try await apus.service.addAccount(["provider": "demo"])["enabled"] == true)
            #expect(await apus.service.status().activeAccounts == 1)
        }
    }

    @Test func `an account that is removed answers no more`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let port = try await apus.started()
            let refusal = await #expect(throws: AdminRefusal.self) {
                try await apus.service.removeAccount("a2")
            }
            #expect(refusal?.code == "not_found")
            try await apus.service.removeAccount("a1")
            #expect(try await apus.chat(on: port) == 503)
            #expect(try apus.saved["accounts"] == [])
        }
    }

    @Test(arguments: [["provider": "openai"], ["name": "demo"], [], nil] as [JSON])
    func `only the demo can be added`(account: JSON) async throws {
        try await ServiceFixture.with { (apus) async throws in
            let refusal = await #expect(throws: AdminRefusal.self) {
                try await apus.service.addAccount(account)
            }
            #expect(refusal?.code == "invalid_config")
            #expect(await apus.service.accounts().isEmpty)
        }
    }
}
