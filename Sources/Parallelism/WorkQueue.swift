internal import Synchronization

/// Indices that threads take one after the other, each of them once.
package final class WorkQueue: Sendable {
  private let count: Int
  private let taken = Atomic<Int>(0)

  /// Creates a queue of the indices `0..<count`.
  package init(count: Int) {
    self.count = count
  }

  /// Takes the lowest index that is left; nil if there is none.
  package func next() -> Int? {
    let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }

  /// Takes all indices that are left away, so that work ends early.
  package func close() {
    taken.store(count, ordering: .relaxed)
  }
}
