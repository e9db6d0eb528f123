internal import Parallelism

/// Gives memory back as the work on it goes on, from the first part to the last.
///
/// A process is largest when the highest order of a model is laid out: what has moved to another place
/// should not lie there twice.
package struct PassedParts: Sendable {
  private let parts: [Range<Int>]
  private let giveBack: @Sendable (Range<Int>) -> Void
  private let state: Locked<(isPassed: [Bool], next: Int)>

  /// Begins with parts of which none is done.
  ///
  /// - Parameters:
  ///   - parts: Ranges of elements, one after the other.
  ///   - giveBack: Gives back the memory of a range; all before it was given back.
  package init(_ parts: [Range<Int>], giveBack: @escaping @Sendable (Range<Int>) -> Void) {
    self.parts = parts
    self.giveBack = giveBack
    state = Locked((Array(repeating: false, count: parts.count), 0))
  }

  /// Notes that a part is done, and gives back what lies before the first one that is not.
  package func add(_ part: Int) {
    state.withLock { state in
      state.isPassed[part] = true
      let first = state.next
      while state.next < parts.count, state.isPassed[state.next] { state.next += 1 }
      guard first < state.next else { return }
      giveBack(parts[first].lowerBound..<parts[state.next - 1].upperBound)
    }
  }
}
