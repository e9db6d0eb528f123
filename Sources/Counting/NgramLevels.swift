package import Tokenization

/// What is known of all n-grams of a text without looking at one.
package struct NgramTotals: Sendable {
  /// The highest order.
  package let order: Int
  /// The size of the vocabulary, specials included.
  package let vocabularySize: Int
  /// Whether the stream was cut into sentences or is a ring.
  package let structure: StreamStructure
  /// The number of distinct n-grams of each order, from order 1.
  package let ngramCounts: [Int]
  /// How many n-grams of each order end in the sentence boundary.
  package let boundaryNgramCounts: [Int]
}

/// The orders of ``NgramCounts`` from 1 to the highest, one at a time.
///
/// Text and sorted positions are needed until all contexts are known, what the positions have in common
/// until the highest order is given. Whoever has no other use for them spares their memory, 10 bytes
/// per token, where a model is largest.
package struct NgramLevels: ~Copyable {
  /// What is known of all orders.
  package let totals: NgramTotals
  private var sorted: SortedLengths?
  private let pieces: [(range: Range<Int>, first: [Int])]
  private var contexts: ContextNumbers
  private let threads: Int
  /// The order that was given last.
  private var order = 0

  init(
    ids: [TokenID], sorted: ReversedOrder, pieces: [(range: Range<Int>, first: [Int])],
    totals: NgramTotals, threads: Int
  ) {
    self.totals = totals
    self.sorted = sorted.lengths
    self.pieces = pieces
    self.threads = threads
    contexts = ids.withUnsafeBufferPointer { ids in
      ContextNumbers(
        sorted: sorted, text: ReversedText(ids: ids, isRing: totals.structure == .ring),
        pieces: pieces, ngramCounts: totals.ngramCounts, threads: threads)
    }
  }

  /// The next order; nil after the highest.
  ///
  /// - Complexity: O(*n*) in the length of the stream.
  package mutating func next() -> NgramLevel? {
    guard let sorted else { return nil }
    order += 1
    if order == totals.order { self.sorted = nil }
    return NgramLevel(
      order: order, sorted: sorted, isRing: totals.structure == .ring, pieces: pieces,
      count: totals.ngramCounts[order - 1],
      boundaryCount: totals.boundaryNgramCounts[order - 1], contexts: contexts.take(order: order),
      threads: threads)
  }
}
