/// What the command line asks for.
enum Command: Equatable {
    case serve(ServeOptions)
    case remote(RemoteRequest, home: String?)
    case checkConfig(String)
    case version
    case help

    /// What is asked of the process that is already running.
    enum RemoteRequest: String {
        case link, status, start, stop
    }

    /// Words that make no command.
    struct Misuse: Error, Equatable {
        let message: String
    }

    static let manual = """
        apus: one address for all your AI clients

        apus [serve] [--home DIR] [--port N] [--admin-port N] [--public DIR] [--demo]
                            run the gateway; --demo adds the demo account and starts the API
        apus link           print a fresh one-time link to the admin page
        apus status         say what the running gateway is doing
        apus start, stop    open or close its API
        apus config check FILE
                            check a configuration file
        apus version, help

        --home DIR          where configuration and secrets are kept (else $APUS_HOME, else ~/.apus)
        --port N            the API's port for this run, 0 for any free one
        --admin-port N      the admin page's port, 0 for any free one (8046)
        --public DIR        the folder of the admin page (else $APUS_PUBLIC, else found beside the program)
        """

    init(words: ArraySlice<String>) throws(Misuse) {
        var words = Words(words)
        let name = words.takeName() ?? "serve"
        switch name {
        case "serve": self = .serve(try ServeOptions(&words))
        case "link", "status", "start", "stop":
            guard let request = RemoteRequest(rawValue: name) else {
                throw Misuse(message: "unknown command \(name)")
            }
            self = .remote(request, home: try words.takeOnlyHome())
        case "config":
            guard words.takeName() == "check", let file = words.takeName() else {
                throw Misuse(message: "say `apus config check FILE`")
            }
            self = .checkConfig(file)
        case "version", "--version": self = .version
        case "help", "--help", "-h": self = .help
        default: throw Misuse(message: "unknown command \(name)")
        }
        try words.expectEnd()
    }
}
