import OrderedJSON

func showStatus(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    AdminAnswer(await call.services.backend.status().json(version: call.services.version))
}

func start(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    try await call.services.backend.start()
    return try await showStatus(call)
}

func stop(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    await call.services.backend.stop()
    return try await showStatus(call)
}
