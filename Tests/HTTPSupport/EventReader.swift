import Foundation

/// A reader of server-sent events.
package final class EventReader {
  /// An event.
  package struct Event: Sendable, Equatable {
    package var id: Int
    package var kind: String
    package var data: String
  }

  package let connection: Connection
  private var head: [UInt8]?
  /// Bytes of chunks that are not whole.
  private var bytes: [UInt8] = []
  /// Text of an event that is not whole.
  private var body: [UInt8] = []
  /// What has come so far.
  package private(set) var events: [Event] = []
  /// Whether the server has closed the stream.
  package private(set) var isClosed = false

  /// Asks for the events of a run.
  package init(_ server: ServeProcess, run: String, after last: Int? = nil) throws {
    connection = try Connection(port: server.port)
    try connection.send(
      server.request(
        "GET", "/api/runs/\(run)/events",
        headers: last.map { ["Last-Event-ID": "\($0)"] } ?? [:]))
  }

  /// Takes what has come, waiting for a while.
  package func read(within seconds: Double) throws {
    guard !isClosed, let part = try connection.receive(within: seconds) else { return }
    if part.isEmpty { isClosed = true }
    bytes += part
    parse()
  }

  /// Reads until a condition holds, the stream is closed, or time is up.
  package func read(within seconds: Double = patience, until holds: ([Event]) -> Bool) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while !holds(events), !isClosed, ContinuousClock.now < end { try read(within: 0.05) }
  }

  private func parse() {
    if head == nil {
      guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
      head = Array(bytes[..<end.upperBound])
      bytes.removeSubrange(..<end.upperBound)
    }
    body += Chunks.taken(from: &bytes)
    while let end = body.firstRange(of: [10, 10]) {
      let block = String(decoding: body[..<end.lowerBound], as: UTF8.self)
      body.removeSubrange(..<end.upperBound)
      var event = Event(id: 0, kind: "", data: "")
      for line in block.split(separator: "\n") {
        if line.hasPrefix("id: ") { event.id = Int(line.dropFirst(4)) ?? 0 }
        if line.hasPrefix("event: ") { event.kind = String(line.dropFirst(7)) }
        if line.hasPrefix("data: ") { event.data = String(line.dropFirst(6)) }
      }
      if !event.kind.isEmpty { events.append(event) }
    }
  }

  /// The status of the answer, once it is there.
  package var status: Int? { head.flatMap { Reply($0)?.status } }
}
