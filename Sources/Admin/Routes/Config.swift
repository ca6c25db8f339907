import OrderedJSON

func showConfig(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    let config = await call.services.backend.config()
    return AdminAnswer(config.json, tag: config.tag)
}

func patchConfig(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    let change = try await call.services.backend.patch(call.body, ifMatch: call.ifMatch)
    let body: JSON = [
        "changed": .array(change.changed.map { .string($0) }),
        "rebound": .bool(change.rebound),
        "config": change.config.json,
    ]
    return AdminAnswer(body, tag: change.config.tag)
}

func showKey(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    AdminAnswer(["api_key": .string(await call.services.backend.apiKey())])
}

func rotateKey(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    AdminAnswer(["api_key": .string(try await call.services.backend.rotateKey())])
}
