internal import Parallelism

/// Everything that a run has said, kept so that whoever comes late or again reads all of it.
public final class EventLog: Sendable {
  /// What was said.
  public struct Event: Sendable, Equatable {
    /// The number of the event, from 1.
    public let number: Int
    /// The kind: `start`, `generation`, `mode` or `end`.
    public let kind: String
    /// A JSON object on one line.
    public let data: String
  }

  private struct State {
    var events: [Event] = []
    var isEnded = false
    var readers: [Int: @Sendable () -> Void] = [:]
    var next = 0
    /// Since when nobody reads.
    var lonely: ContinuousClock.Instant? = .now
  }

  private let state = Locked(State())

  /// Adds an event and wakes the readers.
  func append(_ kind: String, _ data: String, isLast: Bool = false) {
    let readers = state.withLock { state in
      guard !state.isEnded else { return [@Sendable () -> Void]() }
      state.events.append(Event(number: state.events.count + 1, kind: kind, data: data))
      state.isEnded = isLast
      return Array(state.readers.values)
    }
    for wake in readers { wake() }
  }

  /// Wakes the readers without news.
  func wake() {
    for wake in state.withLock({ Array($0.readers.values) }) { wake() }
  }

  /// The events after a number, and whether no more will come.
  public func events(after number: Int) -> (events: [Event], isEnded: Bool) {
    state.withLock { state in
      let first = min(max(0, number), state.events.count)
      return (Array(state.events[first...]), state.isEnded)
    }
  }

  /// Adds a reader.
  ///
  /// - Parameter wake: Called when there is something new; it must not block.
  /// - Returns: What ``leave(_:)`` takes.
  public func join(wake: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.next += 1
      state.readers[state.next] = wake
      state.lonely = nil
      return state.next
    }
  }

  /// Removes a reader.
  public func leave(_ reader: Int) {
    state.withLock { state in
      state.readers[reader] = nil
      if state.readers.isEmpty { state.lonely = .now }
    }
  }

  /// For how long nobody has read; nil while somebody does.
  var lonely: Duration? {
    state.withLock { state in state.lonely.map { $0.duration(to: .now) } }
  }

  /// How many read.
  public var readerCount: Int { state.withLock { $0.readers.count } }
}
