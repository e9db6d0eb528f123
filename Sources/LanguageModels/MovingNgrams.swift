internal import Counting
internal import Tokenization

/// The memory in which the n-grams of one order are on their way to their contexts.
///
/// It is that of the successors that they will be, a record for a record; a stretch is copied before it is
/// put in order. A process is largest when the last order is laid out: if that is very large its n-grams
/// have memory of their own, which comes and goes page by page, so that what is known of them before, what
/// is on its way and what is in its place are never there at once.
struct MovingNgrams: @unchecked Sendable {
  // Safe: parts write disjoint places, stretches are disjoint ranges, and whoever lends the successors
  // keeps them.

  /// The n-grams by their places.
  let base: UnsafeMutablePointer<MovedNgram>
  private let own: FlatBuffer<MovedNgram>?

  /// So many n-grams may be there twice: 128 megabytes.
  static let mostTwice = 1 << 23

  /// Takes or borrows memory.
  ///
  /// - Parameters:
  ///   - count: How many n-grams there are.
  ///   - isLast: Whether no other order follows.
  ///   - mostTwice: The most n-grams that may be there twice.
  ///   - successors: As many successors, their content undefined.
  init(
    count: Int, isLast: Bool, mostTwice: Int, as successors: UnsafeMutablePointer<Successor>
  ) {
    precondition(MemoryLayout<MovedNgram>.stride == MemoryLayout<Successor>.stride)
    let isLarge = isLast && count > mostTwice
    if isLarge { FreeMemory.giveBack() }
    own = isLarge ? FlatBuffer(uninitialized: count, isPassing: true) : nil
    base =
      own?.base
      ?? UnsafeMutableRawPointer(successors).bindMemory(to: MovedNgram.self, capacity: count)
  }

  /// Calls `body` with the n-grams of a range of places, after which these are successors.
  func withStretch<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<MovedNgram>) -> Result
  ) -> Result {
    let ngrams = UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    guard own == nil else { return body(UnsafeBufferPointer(ngrams)) }
    return withUnsafeTemporaryAllocation(of: MovedNgram.self, capacity: range.count) { copy in
      _ = copy.initialize(fromContentsOf: ngrams)
      _ = UnsafeMutableRawBufferPointer(ngrams).bindMemory(to: Successor.self)
      return body(UnsafeBufferPointer(copy))
    }
  }

  /// Gives the memory of places back from which all n-grams have gone, as from those before.
  func giveBack(_ range: Range<Int>) { own?.giveBack(range) }
}
