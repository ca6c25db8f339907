import Admin
import HTTPCore
import HTTPServing
import OrderedJSON
import Reactor
import Settings

/// What can go wrong with a change, as the page and the command line are told it.
extension AdminRefusal {
    static let noAccounts = AdminRefusal(
        .conflict, "no_accounts", "no available accounts, please add an account first")
    static let stopping = AdminRefusal(
        .serviceUnavailable, "stopping", "Apus is ending: start it again, then repeat this.")
    static let etagMismatch = AdminRefusal(
        .preconditionFailed, "etag_mismatch", "The configuration has changed meanwhile; load it again.")
    static let confirmOpenLAN = AdminRefusal(
        .conflict, "confirm_open_lan",
        "With LAN access on, auth_mode off would let anyone on the network use your accounts. Choose another mode, or confirm with \"confirm\": \"open\"."
    )
    static let onlyDemo = AdminRefusal(
        .unprocessableContent, "invalid_config",
        "provider must be demo; other providers cannot be reached yet",
        [.init(key: "path", value: "provider"), .init(key: "reason", value: "must be demo")])
    static let noSuchAccount = AdminRefusal(.notFound, "not_found", "There is no account with this id.")

    init(_ failure: BindFailure) {
        let address = failure.address.address.text
        self.init(
            .conflict, "bind_failed",
            "failed to start server: failed to bind address \(failure.address): \(failure.error.reason)",
            [
                .init(key: "host", value: .string(address)),
                .init(key: "port", value: .number(JSONNumber(Int(failure.address.port)))),
                .init(key: "system", value: .string(failure.error.reason)),
                .init(key: "reason", value: .string(failure.error.kind)),
            ])
    }

    init(_ error: SettingsError) {
        self.init(
            .unprocessableContent, "invalid_config", error.description,
            [
                .init(key: "path", value: error.path.map { .string($0) } ?? nil),
                .init(key: "reason", value: .string(error.reason)),
            ])
    }

    init(_ error: SettingsStoreError) {
        if case .invalid(let file) = error {
            self.init(file.error)
            return
        }
        self.init(.conflict, "config_not_saved", "Nothing was changed: \(error).")
    }
}

extension SystemCallError {
    /// The word by which the page chooses its advice.
    fileprivate var kind: String {
        if isAddressInUse { return "in_use" }
        if isAccessDenied { return "no_permission" }
        return isAddressMissing ? "no_address" : "other"
    }
}
