internal import FoundationEssentials
internal import Hummingbird
internal import HummingbirdCore
internal import LiveLab
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import TextCollapseCommands

/// The web server of the live page.
struct LiveServer: Sendable {
  let host: String
  let port: Int
  /// Names under which it may be asked for, beside its addresses.
  let names: [String]
  /// What opens the page; nil: nothing has to.
  let token: String?
  let laboratory: Laboratory
  let version: String

  /// Serves until the process is told to end.
  ///
  /// - Parameter ready: Called with the port once it listens.
  /// - Throws: That the port cannot be had.
  func run(ready: @escaping @Sendable (Int) -> Void) async throws {
    let logger = Logger(label: "textcollapse") { _ in SwiftLogNoOpLogHandler() }
    var application = Application(
      router: router(),
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(60),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))),
      configuration: .init(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(
          laboratory.limits.watchers + 200)),
      onServerRunning: { channel in ready(channel.localAddress?.port ?? port) },
      logger: logger)
    application.addServices(Heartbeat(laboratory: laboratory))
    try await application.runService()
  }

  /// The routes behind their checks.
  private func router() -> Router<LiveContext> {
    let router = Router(context: LiveContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      SecurityHeaders()
      RefusalMiddleware()
      HostCheck(names: Set((["localhost", host] + names).map { $0.lowercased() }))
    }
    for file in PageFiles.all {
      router.get(RouterPath("/" + file.name)) { _, _ in file.response }
    }
    let index = PageFiles.served
    router.get("/") { _, _ in index.response }
    let api = router.group("api")
      .addMiddleware {
        OriginCheck()
        TokenCheck(token: token)
      }
    RunRoutes(
      laboratory: laboratory, catalog: Catalog(laboratory, version: version),
      rate: StartRate(perMinute: laboratory.limits.startsPerMinute),
      readers: ReaderCount(most: laboratory.limits.watchers)
    ).add(to: api)
    return router
  }
}
