import OrderedJSON

/// Why a file is not a configuration, and where in it.
package struct SettingsFileError: Error, Sendable, Hashable {
    package let file: String
    package let line: Int
    package let column: Int
    package let error: SettingsError

    init(_ error: SettingsError, in bytes: [UInt8], of file: String) {
        self.file = file
        self.error = error
        switch error {
        case .syntax(let fault): (line, column) = (fault.line, fault.column)
        case .invalid(let path, _):
            (line, column) = TextPosition.lineAndColumn(of: path.offset(in: bytes), in: bytes)
        }
    }
}

extension SettingsFileError: CustomStringConvertible {
    /// One line such as `config.json:12:7: proxy.port must be 1–65535, is 99999`.
    package var description: String { "\(file):\(line):\(column): \(error)" }
}
