import Glibc
import Reactor

/// The program: reads what is asked for and does it.
@main
enum Apus {
    static let version = "0.1.0"

    /// Not `async`: signals must be blocked on the main thread before there is any other.
    static func main() {
        ProcessSignals.prepare()
        do throws(Command.Misuse) {
            let command = try Command(words: CommandLine.arguments.dropFirst())
            if case .serve = command { ProcessSignals.holdTermination() }
            Task.detached { exit(await run(command).rawValue) }
            while true { pause() }
        } catch {
            Console.complain(error.message + " (see `apus help`)")
            exit(ExitCode.badUsage.rawValue)
        }
    }

    private static func run(_ command: Command) async -> ExitCode {
        do {
            switch command {
            case .serve(let options): try await ServeCommand(options).run()
            case .remote(let request, let home): try await RemoteCommand(home: home).run(request)
            case .checkConfig(let file): try checkConfig(file)
            case .version: Console.say("apus \(version)")
            case .help: Console.say(Command.manual)
            }
            return .fine
        } catch let failure as CommandFailure {
            Console.complain(failure.message)
        } catch {
            Console.complain("\(error)")
        }
        return .failed
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
