internal import HTTPTypes
internal import Hummingbird
internal import LiveLab
internal import NIOCore
internal import Parallelism
internal import ServiceLifecycle

/// The events of a run as server-sent events.
///
/// A reader gets every event after the last one it knows, from the log of the run, at its own speed: nothing is
/// dropped for one that is slow, and nothing is kept for it.
struct EventStream: Sendable {
  let run: LiveRun
  let request: Request
  let readers: ReaderCount

  /// The response, whose body goes on until the run has ended or the reader has gone.
  func response() throws -> Response {
    let known =
      HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
      ?? request.uri.queryParameters["after"].map(String.init)
    guard let after = known.map({ Int($0) }) ?? 0, after >= 0 else {
      throw LiveRefusal(.badRequest, "The last event is named by a number.")
    }
    guard readers.enter() else {
      throw LiveRefusal(.busy, "Too many watch already. Try again later.")
    }
    // Whoever asked holds the run from now on, even before the first byte.
    let (signal, source) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let reader = run.log.join { source.yield() }
    let place = ReaderPlace(run: run, reader: reader, readers: readers)
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"],
      body: ResponseBody { [request, run] writer in
        defer { place.leave() }
        let isClosing = Locked(false)
        @Sendable func close() {
          isClosing.withLock { $0 = true }
          source.yield()
        }
        // A comment makes the browser say at once that the stream is open.
        try await writer.write(ByteBuffer(string: ": textcollapse\nretry: 1000\n\n"))
        try await withGracefulShutdownHandler {
          try await request.body.consumeWithInboundCloseHandler { _ in
            try await Self.write(
              run.log, after: after, signal, isClosing: { isClosing.withLock { $0 } }, to: &writer)
          } onInboundClosed: {
            close()
          }
        } onGracefulShutdown: {
          close()
        }
        try await writer.finish(nil)
      })
  }

  private static func write(
    _ log: EventLog, after: Int, _ signal: AsyncStream<Void>, isClosing: () -> Bool,
    to writer: inout any ResponseBodyWriter
  ) async throws {
    var last = after
    var signals = signal.makeAsyncIterator()
    while true {
      let (events, isEnded) = log.events(after: last)
      var text = ""
      for event in events {
        text += "id: \(event.number)\nevent: \(event.kind)\ndata: \(event.data)\n\n"
        last = event.number
      }
      // A wake without news is the heartbeat.
      try await writer.write(ByteBuffer(string: text.isEmpty ? ": still here\n\n" : text))
      if isEnded || isClosing() { return }
      guard await signals.next() != nil else { return }
      if isClosing() { return }
    }
  }
}

/// The place of a reader, given back once.
private final class ReaderPlace: Sendable {
  private let run: LiveRun
  private let reader: Int
  private let readers: ReaderCount
  private let hasLeft = Locked(false)

  init(run: LiveRun, reader: Int, readers: ReaderCount) {
    self.run = run
    self.reader = reader
    self.readers = readers
  }

  func leave() {
    let isFirst = hasLeft.withLock { hasLeft in
      defer { hasLeft = true }
      return !hasLeft
    }
    guard isFirst else { return }
    run.log.leave(reader)
    readers.leave()
  }

  // A response that is never written leaves as well.
  deinit { leave() }
}

/// How many read events at the same time.
final class ReaderCount: Sendable {
  private let most: Int
  private let count = Locked(0)

  init(most: Int) { self.most = most }

  func enter() -> Bool {
    count.withLock { [most] count in
      guard count < most else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}

/// Wakes all readers every now and then, so that lines stay open and those that are gone are found out.
struct Heartbeat: Service {
  let laboratory: Laboratory

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(10))
        laboratory.wake()
      }
    }
    laboratory.close()
  }
}
