internal import Parallelism
internal import Tokenization

/// What neighbours among the sorted positions of a stream have in common: all that is needed to read
/// off n-grams and their counts once their contexts are known.
struct SortedLengths: Sendable {
  /// The longest n-gram that was compared.
  let order: Int
  /// The distinct tokens of the stream, in the order of the positions.
  let tokens: FlatBuffer<TokenID>
  /// For each sorted position, how many tokens it shares with the one before (0 to `order`).
  let shared: FlatBuffer<UInt8>
  /// For each sorted position, the length of the longest n-gram that ends there, the sentence start
  /// included: no n-gram reaches across it (1 to `order`).
  let length: FlatBuffer<UInt8>

  /// Cuts the sorted positions into about equal pieces, each beginning with a new last token.
  func pieces(parts: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    for target in evenRanges(shared.count, parts: parts).map(\.upperBound) where target > start {
      var end = target
      while end < shared.count, shared.base[end] > 0 { end += 1 }
      pieces.append(start..<end)
      start = end
    }
    return pieces
  }

  /// How many distinct n-grams of each order, from order 1, end in a range of sorted positions.
  func ngramCounts(_ range: Range<Int>) -> [Int] {
    var counts = [Int](repeating: 0, count: order)
    for index in range {
      let first = Int(shared.base[index])
      let last = Int(length.base[index])
      if first < last { for level in first..<last { counts[level] += 1 } }
    }
    return counts
  }
}
