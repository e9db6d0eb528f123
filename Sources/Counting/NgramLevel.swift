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
  /// One position of the stream at which each n-gram ends.
  package let positions: FlatBuffer<UInt32>
  /// How often each n-gram occurs.
  package let rawCounts: FlatBuffer<UInt32>
  /// The number of distinct tokens to the left of each n-gram (its continuation count); the raw
  /// count at the highest order and for n-grams that begin with the sentence start.
  package let adjustedCounts: FlatBuffer<UInt32>
  /// Whether each n-gram begins with the sentence start (1) or not (0).
  package let startsSentence: FlatBuffer<UInt8>
  /// The number, one order below, of each n-gram without its oldest token (none at order 1).
  package let backOffs: FlatBuffer<UInt32>
  /// The number, one order below, of each n-gram without its last token (none at order 1).
  package let contexts: FlatBuffer<UInt32>
  /// For each position of the stream, the number of the n-gram that ends there.
  package let atPosition: FlatBuffer<UInt32>

  /// Chen and Goodman's n1 … n4 of the adjusted counts.
  public var adjustedCountsOfCounts: CountsOfCounts {
    CountsOfCounts(of: UnsafeBufferPointer(adjustedCounts.elements))
  }
  /// The counts of counts of the raw counts.
  public var rawCountsOfCounts: CountsOfCounts {
    CountsOfCounts(of: UnsafeBufferPointer(rawCounts.elements))
  }
}

extension NgramLevel {
  /// Reads one order off the sorted positions in a single scan.
  ///
  /// - Parameters:
  ///   - order: The order to read.
  ///   - sorted: The sorted positions.
  ///   - text: The stream.
  ///   - pieces: Ranges of sorted positions, with the number of the first n-gram of each.
  ///   - count: How many n-grams of this order there are.
  ///   - boundaryCount: How many of them end in the sentence boundary.
  ///   - below: The order below; nil at order 1.
  ///   - threads: The most threads to use.
  /// - Complexity: O(*n*) in the length of the stream.
  init(
    order: Int, sorted: ReversedOrder, text: ReversedText,
    pieces: [(range: Range<Int>, first: Int)], count: Int, boundaryCount: Int,
    below: NgramLevel?, threads: Int
  ) {
    self.order = order
    self.count = count
    self.boundaryCount = boundaryCount
    lastTokens = FlatBuffer(uninitialized: count)
    positions = FlatBuffer(uninitialized: count)
    rawCounts = FlatBuffer(uninitialized: count)
    adjustedCounts = FlatBuffer(uninitialized: count)
    startsSentence = FlatBuffer(uninitialized: count)
    backOffs = FlatBuffer(uninitialized: below == nil ? 0 : count)
    contexts = FlatBuffer(uninitialized: below == nil ? 0 : count)
    atPosition = FlatBuffer(uninitialized: text.ids.count)
    let scan = LevelScan(
      order: order, isHighest: order == sorted.order, text: text,
      sortedPositions: sorted.positions.base, shared: sorted.shared.base,
      length: sorted.length.base, lastTokens: lastTokens.base, positions: positions.base,
      rawCounts: rawCounts.base, adjustedCounts: adjustedCounts.base,
      startsSentence: startsSentence.base, backOffs: backOffs.base, contexts: contexts.base,
      atPosition: atPosition.base, below: below?.atPosition.base)
    _ = parallelMap(pieces.count, threads: threads) { piece in
      scan.run(pieces[piece].range, firstNumber: pieces[piece].first)
    }
  }
}

/// The arrays of a scan as plain pointers.
private struct LevelScan: @unchecked Sendable {
  // Safe: the owners outlive the scan, and pieces write to disjoint n-grams and positions.
  let order: Int
  let isHighest: Bool
  let text: ReversedText
  let sortedPositions: UnsafePointer<UInt32>
  let shared: UnsafePointer<UInt8>
  let length: UnsafePointer<UInt8>
  let lastTokens: UnsafeMutablePointer<TokenID>
  let positions: UnsafeMutablePointer<UInt32>
  let rawCounts: UnsafeMutablePointer<UInt32>
  let adjustedCounts: UnsafeMutablePointer<UInt32>
  let startsSentence: UnsafeMutablePointer<UInt8>
  let backOffs: UnsafeMutablePointer<UInt32>
  let contexts: UnsafeMutablePointer<UInt32>
  let atPosition: UnsafeMutablePointer<UInt32>
  let below: UnsafeMutablePointer<UInt32>?

  /// Scans the sorted positions of some last tokens.
  func run(_ range: Range<Int>, firstNumber: Int) {
    var number = firstNumber
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      index &+= 1
      while index < range.upperBound, Int(shared[index]) >= order { index &+= 1 }
      guard Int(length[start]) >= order else { continue }
      var extensions: UInt32 = 1
      for place in start..<index {
        atPosition[Int(sortedPositions[place])] = UInt32(truncatingIfNeeded: number)
        if place > start, Int(shared[place]) <= order { extensions &+= 1 }
      }
      let startsSentence = describe(number, at: Int(sortedPositions[start]))
      let raw = UInt32(truncatingIfNeeded: index &- start)
      rawCounts[number] = raw
      adjustedCounts[number] = isHighest || startsSentence ? raw : extensions
      number &+= 1
    }
  }

  /// Writes down what an n-gram is; returns whether it begins a sentence.
  @inline(__always)
  private func describe(_ number: Int, at position: Int) -> Bool {
    lastTokens[number] = text.ids[position]
    positions[number] = UInt32(truncatingIfNeeded: position)
    // The boundary can only be the oldest token or the last: nothing lies before it.
    let oldest = position &- (order &- 1)
    let starts =
      !text.isRing && order > 1 && (oldest < 0 || text.ids[oldest] == SpecialToken.boundary)
    startsSentence[number] = starts ? 1 : 0
    if let below {
      backOffs[number] = below[position]
      // Before the first position lies the boundary (number 0) or, in a ring, the last token.
      contexts[number] =
        position > 0 ? below[position &- 1] : text.isRing ? below[text.ids.count &- 1] : 0
    }
    return starts
  }
}
