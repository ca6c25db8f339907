package import HTTPCore

/// One line of a route table: a method, a path, and what stands behind them.
package struct Route<Endpoint: Sendable>: Sendable {
    let method: Method
    let segments: [Segment]
    let endpoint: Endpoint

    enum Segment: Sendable, Hashable {
        case literal(Substring)
        case parameter
    }

    /// A path such as `/admin/api/accounts/{id}`; a part in braces matches any one segment.
    package init(_ method: Method, _ path: StaticString, _ endpoint: Endpoint) {
        self.method = method
        self.endpoint = endpoint
        segments = "\(path)".split(separator: "/", omittingEmptySubsequences: false).map {
            $0.first == "{" ? .parameter : .literal($0)
        }
    }
}

/// The routes of one listener, asked with a method and a path.
package struct RouteTable<Endpoint: Sendable>: Sendable {
    package enum Match {
        case found(Endpoint, parameters: [String])
        /// The path is known, but not with this method.
        case wrongMethod(allowed: [Method])
        case unknown
    }

    private let routes: [Route<Endpoint>]

    package init(_ routes: [Route<Endpoint>]) { self.routes = routes }

    /// HEAD finds what GET finds.
    package func match(_ method: Method, _ path: String) -> Match {
        let wanted = method == .head ? .get : method
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        var allowed: [Method] = []
        for route in routes {
            guard let parameters = route.parameters(from: parts) else { continue }
            if route.method == wanted { return .found(route.endpoint, parameters: parameters) }
            allowed.append(route.method)
            if route.method == .get { allowed.append(.head) }
        }
        return allowed.isEmpty ? .unknown : .wrongMethod(allowed: allowed)
    }
}

extension Route {
    fileprivate func parameters(from parts: [Substring]) -> [String]? {
        guard parts.count == segments.count else { return nil }
        var parameters: [String] = []
        for (segment, part) in zip(segments, parts) {
            switch segment {
            case .literal(let text): guard text.utf8.elementsEqual(part.utf8) else { return nil }
            case .parameter:
                guard !part.isEmpty else { return nil }
                parameters.append(String(part))
            }
        }
        return parameters
    }
}
