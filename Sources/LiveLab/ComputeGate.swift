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

  /// What one thread holds of the gate: a place or none, and none when it is gone.
  final class Seat: Sendable {
    private let gate: ComputeGate
    private let isTaken = Locked(false)

    init(_ gate: ComputeGate) { self.gate = gate }

    deinit { leave() }

    /// Waits for a place.
    ///
    /// - Parameter isGivenUp: Whether nobody wants the place any more; asked every now and then.
    /// - Returns: Whether there is a place.
    func enter(unless isGivenUp: () -> Bool) -> Bool {
      let hasPlace = gate.enter(unless: isGivenUp)
      isTaken.withLock { $0 = hasPlace }
      return hasPlace
    }

    /// Gives the place back, if there is one.
    func leave() {
      let wasTaken = isTaken.withLock { isTaken in
        defer { isTaken = false }
        return isTaken
      }
      if wasTaken { gate.leave() }
    }
  }

  private func enter(unless isGivenUp: () -> Bool) -> Bool {
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

  private func leave() { state.withLock { $0.inside -= 1 } }

  /// How many are inside.
  var count: Int { state.withLock { $0.inside } }
}
