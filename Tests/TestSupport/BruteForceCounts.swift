package import Tokenization

/// N-gram counts straight from their definitions: dictionaries keyed by lists of tokens.
///
/// In a list the boundary stands for `<s>` in first place and for `</s>` in last place; alone it
/// is `</s>`.
package struct BruteForceCounts: Sendable {
  /// The highest order.
  package let order: Int
  /// Whether the stream is a ring.
  package let isRing: Bool
  /// How often each n-gram occurs, by order from 1.
  package private(set) var raw: [[[TokenID]: Int]]
  /// KenLM's adjusted counts: how many distinct tokens stand left of an n-gram; the raw count at the
  /// highest order and for n-grams that begin with `<s>`.
  package private(set) var adjusted: [[[TokenID]: Int]]

  /// Counts a stream, or sentences that stand in a text many times over.
  package init(_ stream: TokenStream, order: Int, times: Int = 1) {
    self.order = order
    isRing = stream.structure == .ring
    raw = Array(repeating: [:], count: order)
    for k in 1...order {
      for ngram in Self.ngrams(of: stream, order: k) { raw[k - 1][ngram, default: 0] += times }
    }
    adjusted = raw
    for k in 1..<max(order, 1) {
      let longer = Set(raw[k].keys)
      var lefts: [[TokenID]: Set<TokenID>] = [:]
      for ngram in longer { lefts[Array(ngram.dropFirst()), default: []].insert(ngram[0]) }
      for ngram in raw[k - 1].keys where !beginsSentence(ngram) {
        adjusted[k - 1][ngram] = lefts[ngram]?.count ?? 0
      }
    }
  }

  /// Whether an n-gram begins with `<s>`.
  package func beginsSentence(_ ngram: [TokenID]) -> Bool {
    !isRing && ngram.count > 1 && ngram[0] == SpecialToken.boundary
  }

  /// How many n-grams of an order have each count.
  package static func tally(_ counts: [[TokenID]: Int], _ value: Int) -> Int {
    counts.values.count { $0 == value }
  }

  /// Every n-gram of an order, once for each place where it ends.
  private static func ngrams(of stream: TokenStream, order k: Int) -> [[TokenID]] {
    let ids = stream.ids
    if stream.structure == .ring {
      return ids.indices.map { end in
        (0..<k).reversed().map { distance in
          ids[((end - distance) % ids.count + ids.count) % ids.count]
        }
      }
    }
    var ngrams: [[TokenID]] = []
    for sentence in ids.split(separator: SpecialToken.boundary, omittingEmptySubsequences: false)
      .dropLast()
    {
      let padded = [SpecialToken.boundary] + sentence + [SpecialToken.boundary]
      for end in 1..<padded.count where end - k + 1 >= 0 {
        ngrams.append(Array(padded[(end - k + 1)...end]))
      }
    }
    return ngrams
  }
}
