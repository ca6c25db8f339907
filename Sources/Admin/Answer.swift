import HTTPCore
import OrderedJSON

/// One answer of the admin listener, with the headers that all of them carry.
struct Answer {
    var head: ResponseHead
    var body: [UInt8]

    private init(_ status: Status, type: String?, body: [UInt8]) {
        head = ResponseHead(status: status)
        if let type { head.fields.append(.contentType, type) }
        AdminHeaders.add(to: &head.fields)
        self.body = body
    }

    init(_ file: StaticFiles.File) { self.init(.ok, type: file.type, body: file.bytes) }

    init(_ answer: AdminAnswer) {
        self.init(
            answer.status, type: answer.json == nil ? nil : "application/json",
            body: answer.json?.bytes() ?? [])
        if let tag = answer.tag { head.fields.append(.entityTag, tag) }
    }

    init(refusal: AdminRefusal) {
        self.init(refusal.status, type: "application/json", body: refusal.json.bytes())
        if let seconds = refusal.details.first(where: { $0.key == "retry_after" })?.value.int {
            head.fields.append(.retryAfter, "\(seconds)")
        }
        if !refusal.allowed.isEmpty {
            head.fields.append(.allow, refusal.allowed.map(\.rawValue).joined(separator: ", "))
        }
    }

    init(redirectTo path: String) {
        self.init(.found, type: nil, body: [])
        head.fields.append(.location, path)
    }
}
