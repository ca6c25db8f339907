import Settings
import Testing

@testable import Gateway

struct LiveSettingsTests {
    private func snapshot(_ change: (inout GatewaySettings) -> Void) -> GatewaySnapshot {
        var settings = GatewaySettings(apiKey: Secret("sk-0123456789"))
        change(&settings)
        return GatewaySnapshot(settings, adminPort: 8046)
    }

    @Test func `there are none before the first are given and then the newest`() {
        let live = LiveSettings()
        #expect(live.current == nil)
        live.update(snapshot { $0.proxy.maxBodyMegabytes = 1 })
        live.update(snapshot { $0.proxy.maxBodyMegabytes = 2 })
        #expect(live.current?.bodyLimit == 2 * 1024 * 1024)
    }

    @Test func `readers see one whole state or the other while they are replaced`() async {
        let live = LiveSettings()
        let demo = AccountSettings(id: "a1", name: "demo", provider: .demo)
        let states = [
            snapshot { $0.proxy.maxBodyMegabytes = 1 },
            snapshot { ($0.proxy.maxBodyMegabytes, $0.accounts) = (2, [demo]) },
        ]
        live.update(states[0])
        await withTaskGroup { group in
            group.addTask { for round in 0..<2000 { live.update(states[round % 2]) } }
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<2000 {
                        guard let seen = live.current else { continue }
                        #expect(seen.hasDemoAccount == (seen.bodyLimit == 2 * 1024 * 1024))
                    }
                }
            }
        }
    }

    @Test func `an account that is switched off cannot answer`() {
        var demo = AccountSettings(id: "a1", name: "demo", provider: .demo)
        demo.enabled = false
        #expect(!snapshot { $0.accounts = [demo] }.hasDemoAccount)
    }
}
