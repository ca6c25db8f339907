import Glibc

/// The program: reads what is asked for and does it.
@main
enum Apus {
    static let version = "0.1.0"

    static func main() async {
        do throws(Command.Misuse) {
            exit(await run(try Command(words: CommandLine.arguments.dropFirst())).rawValue)
        } catch {
            complain(error.message + " (see `apus help`)")
            exit(ExitCode.badUsage.rawValue)
        }
    }

    private static func run(_ command: Command) async -> ExitCode {
        do {
            switch command {
            case .serve(let options): try await ServeCommand(options).run()
            case .remote(let request, let home): try await RemoteCommand(home: home).run(request)
            case .checkConfig(let file): try checkConfig(file)
            case .version: print("apus \(version)")
            case .help: print(Command.help)
            }
            return .fine
        } catch let failure as CommandFailure {
            complain(failure.message)
        } catch {
            complain("\(error)")
        }
        return .failed
    }

    /// One line to stderr, without control characters that a terminal would obey.
    static func complain(_ message: String) {
        let line = "apus: " + message.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
        fputs(line + "\n", stderr)
    }
}

/// What the process tells the shell.
enum ExitCode: Int32 {
    case fine = 0
    case failed = 1
    case badUsage = 2
}

/// A command that could not be done, in one line that says what to do.
struct CommandFailure: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
