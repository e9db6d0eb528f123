internal import Parallelism
internal import Tokenization

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
  package let lastTokens: LastTokens
  /// How often each n-gram occurs.
  package let rawCounts: SmallCounts
  /// The number of distinct tokens to the left of each n-gram (its continuation count); the raw
  /// count at the highest order and for n-grams that begin with the sentence start.
  package let adjustedCounts: SmallCounts
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
  ///   - sorted: What the sorted positions have in common.
  ///   - isRing: Whether the stream is a ring.
  ///   - pieces: Ranges of sorted positions, with the number of the first n-gram of every order.
  ///   - count: How many n-grams of this order there are.
  ///   - boundaryCount: How many of them end in the sentence boundary.
  ///   - contexts: The context of each of them.
  ///   - threads: The most threads to use.
  /// - Complexity: O(*n*) in the length of the stream.
  init(
    order: Int, sorted: SortedLengths, isRing: Bool,
    pieces: [(range: Range<Int>, first: [Int])], count: Int, boundaryCount: Int,
    contexts: FlatBuffer<UInt32>, threads: Int
  ) {
    let isHighest = order == sorted.order
    self.order = order
    self.count = count
    self.boundaryCount = boundaryCount
    self.contexts = contexts
    let starts = FlatBuffer<UInt32>(uninitialized: sorted.tokens.count + 1)
    starts.base[sorted.tokens.count] = UInt32(truncatingIfNeeded: count)
    lastTokens = LastTokens(tokens: sorted.tokens, starts: starts)
    let raw = FlatBuffer<UInt8>(uninitialized: count)
    let adjusted = FlatBuffer<UInt8>(uninitialized: isHighest ? 0 : count)
    startsSentence = FlatBuffer(uninitialized: isHighest ? 0 : count)
    backOffs = FlatBuffer(uninitialized: order == 1 ? 0 : count)
    let scan = LevelScan(
      order: order, isRing: isRing, shared: sorted.shared.base, length: sorted.length.base,
      starts: starts.base, rawCounts: raw.base,
      adjustedCounts: isHighest ? nil : adjusted.base, startsSentence: startsSentence.base,
      backOffs: order == 1 ? nil : backOffs.base)
    let large = parallelMap(pieces.count, threads: threads) { piece in
      let first = pieces[piece].first
      return scan.run(
        pieces[piece].range, firstToken: first[0], firstNumber: first[order - 1],
        firstBelow: order == 1 ? 0 : first[order - 2])
    }
    rawCounts = SmallCounts(bytes: raw, large: large.flatMap(\.raw))
    adjustedCounts =
      isHighest ? rawCounts : SmallCounts(bytes: adjusted, large: large.flatMap(\.adjusted))
  }
}

/// The arrays of a scan as plain pointers.
private struct LevelScan: @unchecked Sendable {
  // Safe: the owners outlive the scan, and pieces write to disjoint n-grams.
  let order: Int
  let isRing: Bool
  let shared: UnsafePointer<UInt8>
  let length: UnsafePointer<UInt8>
  /// The first n-gram of each last token.
  let starts: UnsafeMutablePointer<UInt32>
  let rawCounts: UnsafeMutablePointer<UInt8>
  /// Nil at the highest order.
  let adjustedCounts: UnsafeMutablePointer<UInt8>?
  let startsSentence: UnsafeMutablePointer<UInt8>
  /// Nil at order 1.
  let backOffs: UnsafeMutablePointer<UInt32>?

  /// Scans the sorted positions of some last tokens: memory is read and written in one direction.
  ///
  /// Returns the counts that do not fit into a byte.
  func run(
    _ range: Range<Int>, firstToken: Int, firstNumber: Int, firstBelow: Int
  ) -> (raw: [SmallCounts.Large], adjusted: [SmallCounts.Large]) {
    var raws = SmallCounts.Writer(to: rawCounts)
    var adjusted = SmallCounts.Writer(to: adjustedCounts ?? rawCounts)
    let isHighest = adjustedCounts == nil
    var token = firstToken
    var number = firstNumber
    // One less than the number of the n-gram that comes next one order below.
    var below = UInt32(truncatingIfNeeded: firstBelow &- 1)
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let (same, tokens) = (Int(shared[start]), Int(length[start]))
      if same == 0 {
        starts[token] = UInt32(truncatingIfNeeded: number)
        token &+= 1
      }
      if same < order &- 1, tokens >= order &- 1 { below &+= 1 }
      var extensions: UInt32 = 1
      index &+= 1
      while index < range.upperBound, Int(shared[index]) >= order {
        if Int(shared[index]) == order { extensions &+= 1 }
        index &+= 1
      }
      guard tokens >= order else { continue }
      let raw = UInt32(truncatingIfNeeded: index &- start)
      raws.write(raw, at: number)
      backOffs?[number] = below
      if !isHighest {
        // Below the highest order only a sentence start makes the longest n-gram so short.
        let starts = !isRing && order > 1 && tokens == order
        startsSentence[number] = starts ? 1 : 0
        adjusted.write(starts ? raw : extensions, at: number)
      }
      number &+= 1
    }
    return (raws.large, adjusted.large)
  }
}
