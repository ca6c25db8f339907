/// The status and the header fields of one answer; the writer adds what frames the body.
package struct ResponseHead: Sendable, Equatable {
    package var status: Status
    package var fields: Fields

    package init(status: Status, fields: Fields = Fields()) {
        self.status = status
        self.fields = fields
    }
}
