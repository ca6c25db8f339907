package import OrderedJSON

/// What the API listener is doing, as the page and the command line show it.
package struct ServiceStatus: Sendable {
    package enum State: String, Sendable {
        case stopped, starting, running, draining, failed
    }

    package var state: State
    /// Why the last start failed.
    package var reason: AdminRefusal?
    /// The address that is listened on, such as `127.0.0.1:8045`.
    package var address: String?
    /// What a client on this machine is given as the base of its URLs.
    package var baseURL: String?
    package var activeAccounts: Int
    package var inFlight: Int
    /// When the listener started, as RFC 3339 text.
    package var startedAt: String?

    package init(state: State, activeAccounts: Int, inFlight: Int) {
        self.state = state
        self.activeAccounts = activeAccounts
        self.inFlight = inFlight
    }

    package func json(version: String) -> JSON {
        var object = JSONObject()
        object.append("state", .string(state.rawValue))
        if let reason { object.append("reason", reason.json) }
        if let address { object.append("address", .string(address)) }
        if let baseURL { object.append("base_url", .string(baseURL)) }
        object.append("active_accounts", .number(JSONNumber(activeAccounts)))
        object.append("in_flight", .number(JSONNumber(inFlight)))
        if let startedAt { object.append("started_at", .string(startedAt)) }
        object.append("version", .string(version))
        return .object(object)
    }
}
