import Admin
import HTTPServing
import OrderedJSON
import Reactor
import Settings
import TestSupport
import Testing

@testable import apus

@Suite(.timeLimit(.minutes(1)))
struct ServiceChangeTests {
    private func port(_ number: UInt16) -> JSON { ["port": .number(JSONNumber(Int(number)))] }

    @Test func `another port moves the running listener and says so`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let old = try await apus.started()
            let new = try await apus.freePort()
            let change = try await apus.patch(port(new))
            #expect(change.changed == ["proxy.port"])
            #expect(change.rebound)
            #expect(change.config.json["proxy"]?["port"]?.int == Int(new))
            #expect(try await apus.port == new)
            #expect(try await apus.chat(on: new) == 200)
            #expect(throws: RawClient.Failure.self) { try RawClient(port: old) }
            #expect(try apus.saved["proxy"]?["port"]?.int == Int(new))
        }
    }

    @Test func `a stopped listener is not moved but starts at the new port`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let new = try await apus.freePort()
            #expect(try await !apus.patch(port(new)).rebound)
            #expect(try await apus.started() == new)
        }
    }

    @Test func `a patch that changes nothing saves nothing`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let before = await apus.service.config().tag
            let change = try await apus.patch(["auth_mode": "auto"])
            #expect(change.changed.isEmpty)
            #expect(change.config.tag == before)
        }
    }

    @Test func `a taken port is refused and the old listener serves on`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let old = try await apus.started()
            let neighbour = try await apus.neighbour()
            let (before, tag) = (try apus.saved, await apus.service.config().tag)
            let taken = neighbour.addresses[0].port
            #expect(await apus.refusal(of: port(taken)) == ServiceFixture.bindFailed(taken))
            #expect(try await apus.port == old)
            #expect(try await apus.chat(on: old) == 200)
            #expect(try apus.saved == before)
            #expect(await apus.service.config().tag == tag)
            #expect(await apus.service.status().state == .running)
            await neighbour.stop(within: .zero)
        }
    }

    @Test func `a patch for another version is refused and one for this version works`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let first = await apus.service.config().tag
            let second = try await apus.patch(["max_body_mb": 1], tag: first).config.tag
            #expect(second != first)
            #expect(await apus.refusal(of: ["max_body_mb": 2], tag: first)?["code"] == "etag_mismatch")
            #expect(try apus.saved["proxy"]?["max_body_mb"] == 1)
            #expect(try await apus.patch(["max_body_mb": 3], tag: second).changed == ["proxy.max_body_mb"])
            #expect(try await apus.patch(["max_body_mb": 4], tag: "*").changed == ["proxy.max_body_mb"])
        }
    }

    @Test func `an open network without a key must be confirmed`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let open: JSON = ["allow_lan_access": true, "auth_mode": "off"]
            #expect(await apus.refusal(of: open)?["code"] == "confirm_open_lan")
            #expect(await apus.refusal(of: open, confirm: "yes")?["code"] == "confirm_open_lan")
            #expect(try apus.saved["proxy"]?["allow_lan_access"] == false)
            let change = try await apus.patch(open, confirm: "open")
            #expect(change.changed == ["proxy.allow_lan_access", "proxy.auth_mode"])
            #expect(try apus.saved["proxy"]?["auth_mode"] == "off")
            #expect(try apus.saved["confirm"] == nil)
            // What was confirmed need not be confirmed again for other changes.
            #expect(try await apus.patch(["max_body_mb": 1]).changed == ["proxy.max_body_mb"])
        }
    }

    @Test func `each half of an open network must be confirmed when it completes it`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            _ = try await apus.patch(["allow_lan_access": true])
            #expect(await apus.refusal(of: ["auth_mode": "off"])?["code"] == "confirm_open_lan")
            _ = try await apus.patch(["allow_lan_access": false, "auth_mode": "off"])
            #expect(await apus.refusal(of: ["allow_lan_access": true])?["code"] == "confirm_open_lan")
        }
    }

    @Test(
        arguments: [
            (["port": 70000], "proxy.port", "must be 1–65535, is 70000"),
            (["port": "8045"], "proxy.port", "must be a whole number, is text"),
            (["api_key": "secret-key"], "proxy.api_key", "must start with sk-"),
            (["auth_mode": "none"], "proxy.auth_mode", nil),
            (["max_body_mb": 0], "proxy.max_body_mb", "must be 1–1024, is 0"),
            (["allowed_origins": ["nonsense"]], "proxy.allowed_origins[0]", nil),
            ("text", "proxy", nil),
        ] as [(JSON, String, String?)])
    func `a value that cannot be is refused by its path and the reason`(
        proxy: JSON, path: String, reason: String?
    ) async throws {
        try await ServiceFixture.with { (apus) async throws in
            let before = try apus.saved
            let refusal = await apus.refusal(of: proxy)
            #expect(refusal?["code"] == "invalid_config")
            #expect(refusal?["path"]?.string == path)
            if let reason { #expect(refusal?["reason"]?.string == reason) }
            #expect(refusal?["reason"]?.string?.isEmpty == false)
            #expect(try apus.saved == before)
        }
    }

    @Test(arguments: [[], "text", nil, 7] as [JSON])
    func `a patch must be an object`(patch: JSON) async throws {
        try await ServiceFixture.with { (apus) async throws in
            let refusal = await #expect(throws: AdminRefusal.self) {
                _ = try await apus.service.patch(patch, ifMatch: nil)
            }
            #expect(refusal?.code == "invalid_config")
        }
    }

    @Test func `a new key makes the old one useless at once`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let port = try await apus.started()
            _ = try await apus.patch(["auth_mode": "strict"])
            let old = await apus.service.apiKey()
            #expect(try await apus.chat(on: port, key: old) == 200)
            let new = try await apus.service.rotateKey()
            #expect(try await apus.chat(on: port, key: old) == 401)
            #expect(try await apus.chat(on: port, key: new) == 200)
            #expect(await apus.service.apiKey() == new)
            #expect(try apus.saved["proxy"]?["api_key"]?.string == new)
            #expect(await apus.service.config().json["proxy"]?["api_key"]?.string == Secret(new).masked)
        }
    }

    @Test func `a file that someone else has written stays theirs`() async throws {
        try await ServiceFixture.with { (apus) async throws in
            let old = try await apus.started()
            var theirs = try #require(try apus.saved.object)
            theirs["theirs"] = true
            let bytes = JSON.object(theirs).prettyBytes()
            try apus.home.file("config.json").replace(with: bytes)
            let new = try await apus.freePort()
            for change in [["max_body_mb": 1], port(new)] as [JSON] {
                #expect(await apus.refusal(of: change)?["code"] == "config_not_saved")
            }
            let refusal = await #expect(throws: AdminRefusal.self) { try await apus.service.rotateKey() }
            #expect(refusal?.code == "config_not_saved")
            #expect(try apus.home.file("config.json").read() == bytes)
            // The listener is back where it was, with the rules that it had.
            #expect(try await apus.port == old)
            #expect(try await apus.chat(on: old) == 200)
            #expect(throws: RawClient.Failure.self) { try RawClient(port: new) }
            #expect(try RunRecord.read(in: apus.home)?.api == "127.0.0.1:\(old)")
            #expect(await apus.service.config().json["proxy"]?["max_body_mb"] == 64)
        }
    }
}
