internal import Parallelism
package import Tokenization

/// All distinct n-grams of one order, sorted by their tokens read right to left.
///
/// N-grams are numbered from 0 in that order, so that those with the same last token are neighbours
/// and the n-grams that share a back-off (the n-gram without its oldest token) are neighbours too.
public struct NgramLevel: Sendable {
  /// The order *k* of these n-grams.
  public let order: Int
  /// How many there are.
  public let count: Int
  /// How many end in the sentence boundary; they come first, and nothing follows them.
  public let boundaryCount: Int
  /// The last token of each n-gram.
  package let lastTokens: FlatBuffer<TokenID>
  /// How often each n-gram occurs.
  package let rawCounts: FlatBuffer<UInt32>
  /// The number of distinct tokens to the left of each n-gram (its continuation count); the raw
  /// count at the highest order and for n-grams that begin with the sentence start.
  package let adjustedCounts: FlatBuffer<UInt32>
  /// Whether each n-gram begins with the sentence start (1) or not (0); empty at the highest order,
  /// whose n-grams are no contexts.
  package let startsSentence: FlatBuffer<UInt8>
  /// The number, one order below, of each n-gram without its oldest token (none at order 1).
  package let backOffs: FlatBuffer<UInt32>
  /// The number, one order below, of each n-gram without its last token (none at order 1).
  package let contexts: FlatBuffer<UInt32>

  /// Chen and Goodman's n1 … n4 of the adjusted counts.
  public var adjustedCountsOfCounts: CountsOfCounts {
    CountsOfCounts(of: adjustedCounts)
  }
  /// The counts of counts of the raw counts.
  public var rawCountsOfCounts: CountsOfCounts {
    CountsOfCounts(of: rawCounts)
  }
}

extension NgramLevel {
  /// Reads one order off the sorted positions in a single scan.
  ///
  /// - Parameters:
  ///   - order: The order to read.
  ///   - sorted: The sorted positions.
  ///   - text: The stream.
  ///   - pieces: Ranges of sorted positions, with the number of the first n-gram of every order.
  ///   - count: How many n-grams of this order there are.
  ///   - boundaryCount: How many of them end in the sentence boundary.
  ///   - contexts: The context of each of them.
  ///   - threads: The most threads to use.
  /// - Complexity: O(*n*) in the length of the stream.
  init(
    order: Int, sorted: ReversedOrder, text: ReversedText,
    pieces: [(range: Range<Int>, first: [Int])], count: Int, boundaryCount: Int,
    contexts: FlatBuffer<UInt32>, threads: Int
  ) {
    let isHighest = order == sorted.order
    self.order = order
    self.count = count
    self.boundaryCount = boundaryCount
    self.contexts = contexts
    lastTokens = FlatBuffer(uninitialized: count)
    rawCounts = FlatBuffer(uninitialized: count)
    adjustedCounts = isHighest ? rawCounts : FlatBuffer(uninitialized: count)
    startsSentence = FlatBuffer(uninitialized: isHighest ? 0 : count)
    backOffs = FlatBuffer(uninitialized: order == 1 ? 0 : count)
    let scan = LevelScan(
      order: order, text: text, positions: sorted.positions.base, shared: sorted.shared.base,
      length: sorted.length.base, lastTokens: lastTokens.base, rawCounts: rawCounts.base,
      adjustedCounts: isHighest ? nil : adjustedCounts.base, startsSentence: startsSentence.base,
      backOffs: order == 1 ? nil : backOffs.base)
    _ = parallelMap(pieces.count, threads: threads) { piece in
      let first = pieces[piece].first
      scan.run(
        pieces[piece].range, firstNumber: first[order - 1],
        firstBelow: order == 1 ? 0 : first[order - 2])
    }
  }
}

/// The arrays of a scan as plain pointers.
private struct LevelScan: @unchecked Sendable {
  // Safe: the owners outlive the scan, and pieces write to disjoint n-grams.
  let order: Int
  let text: ReversedText
  let positions: UnsafePointer<UInt32>
  let shared: UnsafePointer<UInt8>
  let length: UnsafePointer<UInt8>
  let lastTokens: UnsafeMutablePointer<TokenID>
  let rawCounts: UnsafeMutablePointer<UInt32>
  /// Nil at the highest order.
  let adjustedCounts: UnsafeMutablePointer<UInt32>?
  let startsSentence: UnsafeMutablePointer<UInt8>
  /// Nil at order 1.
  let backOffs: UnsafeMutablePointer<UInt32>?

  /// Scans the sorted positions of some last tokens: memory is read and written in one direction.
  func run(_ range: Range<Int>, firstNumber: Int, firstBelow: Int) {
    var number = firstNumber
    // One less than the number of the n-gram that comes next one order below.
    var below = UInt32(truncatingIfNeeded: firstBelow &- 1)
    var lastToken: TokenID = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let (same, tokens) = (Int(shared[start]), Int(length[start]))
      if same == 0 { lastToken = text.ids[Int(positions[start])] }
      if same < order &- 1, tokens >= order &- 1 { below &+= 1 }
      var extensions: UInt32 = 1
      index &+= 1
      while index < range.upperBound, Int(shared[index]) >= order {
        if Int(shared[index]) == order { extensions &+= 1 }
        index &+= 1
      }
      guard tokens >= order else { continue }
      let raw = UInt32(truncatingIfNeeded: index &- start)
      lastTokens[number] = lastToken
      rawCounts[number] = raw
      backOffs?[number] = below
      if let adjustedCounts {
        // Below the highest order only a sentence start makes the longest n-gram so short.
        let starts = !text.isRing && order > 1 && tokens == order
        startsSentence[number] = starts ? 1 : 0
        adjustedCounts[number] = starts ? raw : extensions
      }
      number &+= 1
    }
  }
}
