internal import Parallelism

/// Lets a few runs compute at a time, in the order in which they came.
final class ComputeGate: Sendable {
  private struct State {
    var inside = 0
    var next = 0
    var waiting: [Int] = []
  }

  private let places: Int
  private let state = Monitor(State())

  init(places: Int) { self.places = max(1, places) }

  /// Waits for a place.
  ///
  /// - Parameter isGivenUp: Whether nobody wants the place any more; asked every now and then.
  /// - Returns: Whether there is a place, which ``leave()`` gives back.
  func enter(unless isGivenUp: () -> Bool) -> Bool {
    let ticket = state.withLock { state in
      state.next += 1
      state.waiting.append(state.next)
      return state.next
    }
    return state.wait(askingEvery: .milliseconds(200)) { [places] state -> Bool? in
      if isGivenUp() {
        state.waiting.removeAll { $0 == ticket }
        return false
      }
      guard state.inside < places, state.waiting.first == ticket else { return nil }
      state.waiting.removeFirst()
      state.inside += 1
      return true
    }
  }

  /// Gives a place back.
  func leave() { state.withLock { $0.inside -= 1 } }

  /// How many are inside.
  var count: Int { state.withLock { $0.inside } }
}
