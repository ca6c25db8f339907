/// The three digits of an answer.
package struct Status: Sendable, Hashable {
    package let code: Int

    /// Takes any code of three digits; anything else becomes 500, so that the start line is always well-formed.
    package init(code: Int) {
        self.code = (100...999).contains(code) ? code : 500
    }

    /// Whether an answer with this status never has a body: 1xx, 204 and 304.
    package var forbidsBody: Bool { code < 200 || code == 204 || code == 304 }
}

extension Status {
    package static let `continue` = Status(code: 100)
    package static let ok = Status(code: 200)
    package static let created = Status(code: 201)
    package static let accepted = Status(code: 202)
    package static let noContent = Status(code: 204)
    package static let movedPermanently = Status(code: 301)
    package static let found = Status(code: 302)
    package static let seeOther = Status(code: 303)
    package static let notModified = Status(code: 304)
    package static let temporaryRedirect = Status(code: 307)
    package static let permanentRedirect = Status(code: 308)
    package static let badRequest = Status(code: 400)
    package static let unauthorized = Status(code: 401)
    package static let forbidden = Status(code: 403)
    package static let notFound = Status(code: 404)
    package static let methodNotAllowed = Status(code: 405)
    package static let requestTimeout = Status(code: 408)
    package static let conflict = Status(code: 409)
    package static let preconditionFailed = Status(code: 412)
    package static let contentTooLarge = Status(code: 413)
    package static let targetTooLong = Status(code: 414)
    package static let unsupportedMediaType = Status(code: 415)
    package static let expectationFailed = Status(code: 417)
    package static let misdirectedRequest = Status(code: 421)
    package static let unprocessableContent = Status(code: 422)
    package static let upgradeRequired = Status(code: 426)
    package static let tooManyRequests = Status(code: 429)
    package static let fieldsTooLarge = Status(code: 431)
    package static let clientClosed = Status(code: 499)
    package static let internalError = Status(code: 500)
    package static let notImplemented = Status(code: 501)
    package static let badGateway = Status(code: 502)
    package static let serviceUnavailable = Status(code: 503)
    package static let gatewayTimeout = Status(code: 504)
    package static let versionNotSupported = Status(code: 505)
}
