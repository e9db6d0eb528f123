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
    let zipf = ZipfTypes(types)
    var ids: [TokenID] = []
    var ends: [Int] = []
    for _ in 0..<sentences {
      if random.nextUnit() >= emptyShare {
        for _ in 0..<Int.random(in: 1...9, using: &random) {
          let isUnknown = random.nextUnit() < unknownShare
          ids.append(isUnknown ? SpecialToken.unknown : zipf.draw(&random))
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
    let zipf = ZipfTypes(types)
    let ids = (0..<tokens).map { _ in
      random.nextUnit() < unknownShare ? SpecialToken.unknown : zipf.draw(&random)
    }
    return TokenStream(ids: ids, documentEnds: [tokens], structure: .ring)
  }
}

/// Types of which the k-th has a probability proportional to 1 / k (Zipf's law).
package struct ZipfTypes: Sendable {
  private let sums: [Double]

  /// Lays out the types.
  package init(_ types: Int) {
    var sum = 0.0
    sums = (1...types).map { rank in
      sum += 1 / Double(rank)
      return sum
    }
  }

  /// Draws a type.
  package func draw(_ random: inout SeededGenerator) -> TokenID {
    let point = random.nextUnit() * (sums.last ?? 0)
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > point { high = middle } else { low = middle + 1 }
    }
    return SpecialToken.firstType + TokenID(low)
  }
}

extension TokenStream {
  /// The size of the smallest vocabulary that holds the stream, and a little more: the last type
  /// does not occur.
  package var vocabularySizeWithOneUnseen: Int { max(1, Int(ids.max() ?? 0)) + 2 }
}
