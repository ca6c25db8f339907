import HTTPCore
import OrderedJSON

func listAccounts(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    AdminAnswer(["accounts": .array(await call.services.backend.accounts())])
}

func addAccount(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    AdminAnswer(try await call.services.backend.addAccount(call.body), status: .created)
}

func removeAccount(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    try await call.services.backend.removeAccount(call.parameters[0])
    return AdminAnswer(nil, status: .noContent)
}
