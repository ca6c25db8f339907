internal import CSystem
internal import Glibc

/// A system call that failed, and the reason that the kernel gave.
package struct SystemCallError: Error, Hashable {
    /// The name of the call, such as `bind`.
    package let call: String
    /// The value of `errno` right after the call.
    package let number: Int32

    package init(call: StaticString, number: Int32) {
        self.call = "\(call)"
        self.number = number
    }

    /// The system's own words for the reason, such as "Address already in use".
    package var reason: String {
        let length = 128
        var text = [CChar](repeating: 0, count: length)
        guard unsafe strerror_r(number, &text, length) == 0 else { return "error \(number)" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension SystemCallError: CustomStringConvertible {
    package var description: String { "\(call): \(reason)" }
}

/// The reasons for which a listener cannot be bound that a user can do something about.
extension SystemCallError {
    package var isAddressInUse: Bool { number == EADDRINUSE }
    package var isAccessDenied: Bool { number == EACCES || number == EPERM }
    package var isAddressMissing: Bool { number == EADDRNOTAVAIL }
    /// Whether the system does not have that kind of address, as without IPv6.
    package var meansNoSuchFamily: Bool { number == EAFNOSUPPORT || number == EADDRNOTAVAIL }
}
