import Glibc
import Settings

/// Says whether a file is a configuration, and where it is not.
func checkConfig(_ path: String) throws {
    guard let file = fopen(path, "rb") else {
        throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: GatewaySettings.longestFile + 1)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    do {
        _ = try GatewaySettings(parsing: bytes, file: path, keyIfMissing: .newAPIKey())
    } catch {
        throw CommandFailure(error.description)
    }
    print("\(path) is fine")
}
