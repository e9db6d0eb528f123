package import Tokenization

/// Random streams of a stated shape, the same for the same seed.
package enum RandomStreams {
  /// Sentences of types that fall off like 1 / rank.
  ///
  /// - Parameters:
  ///   - sentences: How many sentences.
  ///   - types: How many types.
  ///   - emptyShare: The share of sentences without a token.
  ///   - unknownShare: The share of tokens that are `<unk>`.
  ///   - seed: The seed.
  /// - Returns: The stream, every sentence a document.
  package static func sentences(
    _ sentences: Int, types: Int, emptyShare: Double = 0, unknownShare: Double = 0, seed: UInt64
  ) -> TokenStream {
    var random = SeededGenerator(seed: seed)
    var ids: [TokenID] = []
    var ends: [Int] = []
    for _ in 0..<sentences {
      if random.nextUnit() >= emptyShare {
        for _ in 0..<Int.random(in: 1...9, using: &random) {
          ids.append(token(types: types, unknownShare: unknownShare, &random))
        }
      }
      ids.append(SpecialToken.boundary)
      ends.append(ids.count)
    }
    return TokenStream(ids: ids, documentEnds: ends, structure: .sentences)
  }

  /// A ring of types that fall off like 1 / rank.
  package static func ring(
    _ tokens: Int, types: Int, unknownShare: Double = 0, seed: UInt64
  ) -> TokenStream {
    var random = SeededGenerator(seed: seed)
    let ids = (0..<tokens).map { _ in
      token(types: types, unknownShare: unknownShare, &random)
    }
    return TokenStream(ids: ids, documentEnds: [tokens], structure: .ring)
  }

  private static func token(
    types: Int, unknownShare: Double, _ random: inout SeededGenerator
  ) -> TokenID {
    if random.nextUnit() < unknownShare { return SpecialToken.unknown }
    // The k-th of about types^u falls off like 1 / k.
    var rank = 1.0
    let unit = random.nextUnit()
    var mass = 0.0
    let total = (1...types).reduce(0) { $0 + 1 / Double($1) }
    while rank < Double(types) {
      mass += 1 / rank / total
      if unit < mass { break }
      rank += 1
    }
    return SpecialToken.firstType + TokenID(rank) - 1
  }
}

extension TokenStream {
  /// The size of the smallest vocabulary that holds the stream, and a little more: the last type
  /// does not occur.
  package var vocabularySizeWithOneUnseen: Int { max(1, Int(ids.max() ?? 0)) + 2 }
}
