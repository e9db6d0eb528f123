internal import Parallelism
package import Tokenization

/// How many n-grams of each length a text has, and how many different ones, sentence boundaries
/// excluded: none crosses a boundary or holds one.
package struct DistinctNgrams: Sendable, Equatable {
  /// For each length from 1, the number of n-grams, repetitions included.
  package let totals: [Int]
  /// For each length from 1, the number of different n-grams.
  package let distinct: [Int]

  /// Counts the n-grams of a text; all lengths come from one sort.
  ///
  /// A ring is read as it stands: n-grams do not go around its end.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - longest: The greatest length.
  ///   - threads: The most threads to use; the counts are the same for any number.
  /// - Complexity: That of ``NgramCounts``.
  package init(of text: TokenStream, longest: Int, threads: Int) {
    let isClosed = text.ids.last == SpecialToken.boundary
    let ids = isClosed ? text.ids : text.ids + [SpecialToken.boundary]
    let sorted = ids.withUnsafeBufferPointer {
      // The n-gram that a sentence start cuts counts the start: one token more tells the two apart.
      ReversedOrder(
        ids: $0, isRing: false, vocabularySize: Int(ids.max() ?? 0) + 1, order: longest + 1,
        threads: threads)
    }
    let boundaries = ids.count { $0 == SpecialToken.boundary }
    let ranges = sorted.lengths.pieces(parts: threads == 1 ? 1 : 16 * threads)
    let parts = parallelMap(ranges.count, threads: threads) { part in
      Self.tally(sorted, ranges[part].clamped(to: boundaries..<ids.count), longest: longest)
    }
    totals = (0..<longest).map { level in parts.reduce(0) { $0 + $1.totals[level] } }
    distinct = (0..<longest).map { level in parts.reduce(0) { $0 + $1.distinct[level] } }
  }

  /// Counts those that end at some of the sorted positions.
  private static func tally(
    _ sorted: ReversedOrder, _ range: Range<Int>, longest: Int
  ) -> (totals: [Int], distinct: [Int]) {
    // Every n-gram ends where all shorter ones end, and is new where all longer ones are.
    var byLength = [Int](repeating: 0, count: longest + 1)
    var distinct = [Int](repeating: 0, count: longest + 1)
    for place in range {
      let tokens = Int(sorted.lengths.length.base[place]) - 1
      let known = Int(sorted.lengths.shared.base[place])
      byLength[tokens] += 1
      var length = known
      while length < tokens {
        distinct[length] += 1
        length += 1
      }
    }
    var totals = [Int](repeating: 0, count: longest)
    var sum = 0
    for length in (1...longest).reversed() {
      sum += byLength[length]
      totals[length - 1] = sum
    }
    return (totals, Array(distinct.prefix(longest)))
  }
}
