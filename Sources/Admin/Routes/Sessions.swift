import HTTPCore
import OrderedJSON
import Reactor

/// Trades a one-time code for a session.
func logIn(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    guard let code = call.body["code"]?.string else {
        throw AdminRefusal(.badRequest, "bad_request", "Send {\"code\": \"…\"} with the code of the link.")
    }
    guard let token = call.services.sessions.redeem(code, at: .current()) else {
        throw .unauthorized
    }
    let seconds = Int(AdminSessions.sessionIdle.components.seconds)
    return AdminAnswer(["token": .string(token), "expires_in": .number(JSONNumber(seconds))])
}

/// Makes a fresh one-time code for `apus link`.
func makeLink(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    let code = call.services.sessions.makeCode(at: .current())
    let seconds = Int(AdminSessions.codeLifetime.components.seconds)
    return AdminAnswer(["code": .string(code), "expires_in": .number(JSONNumber(seconds))])
}

func showSession(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    guard case .session(let remaining)? = call.identity else {
        return AdminAnswer(["kind": "owner", "expires_in": nil])
    }
    let seconds = Int(remaining.components.seconds)
    return AdminAnswer(["kind": "session", "expires_in": .number(JSONNumber(seconds))])
}

func endSession(_ call: AdminCall) async throws(AdminRefusal) -> AdminAnswer {
    call.services.sessions.end(call.token)
    return AdminAnswer(nil, status: .noContent)
}
