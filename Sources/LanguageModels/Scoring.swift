#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Parallelism
public import Tokenization

extension NgramModel {
  /// Scores a text.
  ///
  /// - Parameters:
  ///   - stream: The text, encoded with the model's vocabulary. Sentences start afresh; a ring is
  ///     entered with its last tokens as context.
  ///   - threads: The most threads to use; the sums are the same for any number.
  /// - Returns: The sums of the text.
  /// - Complexity: O(*n* · order · log *s*) for *n* tokens in contexts of *s* successors.
  public func score(_ stream: TokenStream, threads: Int = 1) -> TextScore {
    let pieces = scoringPieces(stream)
    let groups = evenRanges(pieces.count, parts: threads == 1 ? 1 : 4 * threads)
    let scores = parallelMap(groups.count, threads: threads) { group in
      stream.ids.withUnsafeBufferPointer { ids in
        ScoringLanes(self, ids: ids).scores(
          of: pieces[groups[group]].map { ($0, contextBefore($0.lowerBound, of: stream)) })
      }
    }
    return scores.joined().reduce(into: TextScore()) { $0.add($1) }
  }

  /// Cuts a stream into pieces of fixed size at sentence starts: by default so long that lanes seldom
  /// end, and so short that a small text fills all of them.
  package func scoringPieces(_ stream: TokenStream, size: Int = 1 << 11) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    while start < stream.ids.count {
      var end = min(start + size, stream.ids.count)
      if stream.structure == .sentences {
        while end < stream.ids.count, stream.ids[end - 1] != SpecialToken.boundary { end += 1 }
      }
      pieces.append(start..<end)
      start = end
    }
    return pieces
  }

  /// The context before position `start` of a stream.
  package func contextBefore(_ start: Int, of stream: TokenStream) -> UInt32 {
    guard stream.structure == .ring else { return startContext }
    let tokens = (1..<max(order, 2)).reversed().map { distance -> TokenID in
      let index = (start - distance) % stream.ids.count
      return stream.ids[index < 0 ? index + stream.ids.count : index]
    }
    return state(after: tokens)
  }
}

/// The logarithm of a long product, taken once per few hundred factors.
package struct LogProduct {
  private var sum = 0.0
  private var product = 1.0

  package init() {}

  /// Multiplies with a positive factor of at most 1.
  @inline(__always)
  package mutating func multiply(_ factor: Double) {
    // Files hold probabilities down to 1e-98, which a product above 2^-900 cannot all take.
    guard factor >= 0x1p-100 else {
      sum += log2(factor)
      return
    }
    product *= factor
    if product < 0x1p-900 {
      sum += log2(product)
      product = 1
    }
  }

  /// log2 of the product.
  package var log2Value: Double { sum + log2(product) }
}

extension TextScore {
  /// Adds the sums of another text.
  mutating func add(_ other: TextScore) {
    tokens += other.tokens
    outOfVocabulary += other.outOfVocabulary
    zeroProbability += other.zeroProbability
    log2Probability += other.log2Probability
    log2ProbabilityOutOfVocabulary += other.log2ProbabilityOutOfVocabulary
    matchedLength += other.matchedLength
  }
}
