internal import Hummingbird
internal import NIOCore

/// What is known of a request beside itself.
struct LiveContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address that it came from.
  let client: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    client = source.channel.remoteAddress?.ipAddress ?? "unknown"
  }
}
