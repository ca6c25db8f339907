import Glibc
import HTTPCalling
import HTTPCore
import HTTPServing
import Reactor

/// A server that forwards every request to one upstream and knows nothing else: what is measured is the ground.
@main
struct ForwardBench {
    static func main() async throws {
        guard let options = Options(CommandLine.arguments) else {
            print("usage: forward-bench --listen PORT --upstream http://HOST:PORT --loops N")
            exit(2)
        }
        ProcessSignals.prepare()
        let loops = try EventLoopGroup(count: options.loops)
        var clients: [LoopClient] = []
        for loop in loops.loops { clients.append(try await LoopClient(on: loop)) }
        let server = try await HTTPServer.start(
            on: [SocketAddress(.v4(0x7F00_0001), port: options.port)], loops: loops, limits: ServerLimits(),
            responder: Forwarder(upstream: options.upstream, clients: clients))
        print("listening \(server.addresses[0])")
        fflush(nil)
        // The measuring script ends the process.
        while true { try await Task.sleep(for: .seconds(3600)) }
    }
}
