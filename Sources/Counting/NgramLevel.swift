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
  ///   - ids: The stream.
  ///   - isRing: Whether the stream is a ring.
  ///   - count: How many n-grams of this order there are.
  ///   - below: The order below; nil at order 1.
  /// - Complexity: O(*n*) in the length of the stream.
  init(
    order: Int, sorted: ReversedOrder, ids: UnsafeBufferPointer<TokenID>, isRing: Bool, count: Int,
    below: NgramLevel?
  ) {
    let lastTokens = FlatBuffer<TokenID>(uninitialized: count)
    let positions = FlatBuffer<UInt32>(uninitialized: count)
    let rawCounts = FlatBuffer<UInt32>(uninitialized: count)
    let adjustedCounts = FlatBuffer<UInt32>(uninitialized: count)
    let startsSentence = FlatBuffer<UInt8>(uninitialized: count)
    let backOffs = FlatBuffer<UInt32>(uninitialized: below == nil ? 0 : count)
    let contexts = FlatBuffer<UInt32>(uninitialized: below == nil ? 0 : count)
    let atPosition = FlatBuffer<UInt32>(uninitialized: ids.count)
    let isHighest = order == sorted.order
    var boundaryCount = 0

    let sortedPositions = sorted.positions.base
    let shared = sorted.shared.base
    let length = sorted.length.base
    var number = -1
    var raw: UInt32 = 0
    var extensions: UInt32 = 0
    var inside = false
    func close() {
      guard inside else { return }
      rawCounts.base[number] = raw
      adjustedCounts.base[number] =
        isHighest || startsSentence.base[number] == 1 ? raw : extensions
    }
    for index in 0..<ids.count {
      let position = Int(sortedPositions[index])
      if Int(shared[index]) < order {
        close()
        inside = Int(length[index]) >= order
        guard inside else { continue }
        number += 1
        raw = 0
        extensions = 0
        let token = ids[position]
        lastTokens.base[number] = token
        positions.base[number] = UInt32(position)
        if token == SpecialToken.boundary && !isRing { boundaryCount += 1 }
        // The oldest token can be the boundary only in last place: nothing lies before it.
        let oldest = position - (order - 1)
        let starts =
          !isRing && order > 1
          && (oldest < 0 || ids[oldest] == SpecialToken.boundary)
        startsSentence.base[number] = starts ? 1 : 0
        if let below {
          backOffs.base[number] = below.atPosition.base[position]
          // Before the first position lies the boundary (number 0) or, in a ring, the last token.
          contexts.base[number] =
            position > 0
            ? below.atPosition.base[position - 1]
            : (isRing ? below.atPosition.base[ids.count - 1] : 0)
        }
      } else if !inside {
        continue
      }
      raw &+= 1
      if Int(shared[index]) <= order { extensions &+= 1 }
      atPosition.base[position] = UInt32(number)
    }
    close()

    self.order = order
    self.count = count
    self.boundaryCount = boundaryCount
    self.lastTokens = lastTokens
    self.positions = positions
    self.rawCounts = rawCounts
    self.adjustedCounts = adjustedCounts
    self.startsSentence = startsSentence
    self.backOffs = backOffs
    self.contexts = contexts
    self.atPosition = atPosition
  }
}
