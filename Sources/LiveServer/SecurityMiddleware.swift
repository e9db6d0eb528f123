internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// What every response says about what a browser may do with it.
struct SecurityHeaders: RouterMiddleware {
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  func handle(
    _ request: Request, context: LiveContext,
    next: (Request, LiveContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    func set(_ name: HTTPField.Name?, _ value: String) {
      if let name, response.headers[name] == nil { response.headers[name] = value }
    }
    set(.contentSecurityPolicy, Self.policy)
    set(.xContentTypeOptions, "nosniff")
    set(.init("Referrer-Policy"), "no-referrer")
    set(.init("Cross-Origin-Opener-Policy"), "same-origin")
    set(.init("Cross-Origin-Resource-Policy"), "same-origin")
    set(.cacheControl, "no-store")
    return response
  }
}

/// Answers only to addresses, and to the names under which the page is served: a page elsewhere whose name was made to lead here
/// (DNS rebinding) gets nothing.
struct HostCheck: RouterMiddleware {
  /// The names beside addresses, in lower case.
  let names: Set<String>

  func handle(
    _ request: Request, context: LiveContext,
    next: (Request, LiveContext) async throws -> Response
  ) async throws -> Response {
    let host = Self.name(request.head.authority ?? "")
    guard names.contains(host) || Self.isAddress(host) else {
      throw RequestRefusal(
        status: .misdirectedRequest,
        sentence: "This server is not asked for by this name. Use the address that it printed, "
          + "or start it with --name NAME.")
    }
    return try await next(request, context)
  }

  /// The host without its port.
  static func name(_ authority: String) -> String {
    let text = authority.lowercased()
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return "" }
      return String(text[text.index(after: text.startIndex)..<end])
    }
    return String(text.prefix { $0 != ":" })
  }

  static func isAddress(_ host: String) -> Bool {
    (try? SocketAddress(ipAddress: host, port: 0)) != nil
  }
}

/// Takes requests that change something, or make the machine work, from the page itself alone.
struct OriginCheck: RouterMiddleware {
  func handle(
    _ request: Request, context: LiveContext,
    next: (Request, LiveContext) async throws -> Response
  ) async throws -> Response {
    func refuse() -> RequestRefusal {
      RequestRefusal(
        status: .forbidden, sentence: "Another page may not use this server.")
    }
    if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }),
      site != "same-origin", site != "none"
    {
      throw refuse()
    }
    if request.method != .get, request.method != .head {
      guard let origin = request.headers[.origin], let host = request.head.authority,
        origin.lowercased() == "http://\(host.lowercased())"
          || origin.lowercased() == "https://\(host.lowercased())"
      else { throw refuse() }
    }
    return try await next(request, context)
  }
}

/// Asks for the token where the page is not for this machine alone.
struct TokenCheck: RouterMiddleware {
  let token: String?

  func handle(
    _ request: Request, context: LiveContext,
    next: (Request, LiveContext) async throws -> Response
  ) async throws -> Response {
    guard let token else { return try await next(request, context) }
    // A stream of events cannot carry a header, so the token may stand in the address.
    let bearer = request.headers[.authorization].flatMap { value -> String? in
      value.hasPrefix("Bearer ") ? String(value.dropFirst(7)) : nil
    }
    let given = bearer ?? request.uri.queryParameters["token"].map(String.init) ?? ""
    guard Self.isSame(given, token) else {
      throw RequestRefusal(
        status: .unauthorized,
        sentence: "The token is missing or wrong. "
          + "Open the page by the whole address that the server printed.")
    }
    return try await next(request, context)
  }

  /// Compares without telling by the time how much is right.
  static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
