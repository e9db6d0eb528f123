internal import Corpora
internal import Tokenization

/// Real training text cut to a number of tokens, so that corpora of different sizes can be compared.
enum RealTextCut {
  /// The documents of a random choice that together have at most `limit` tokens.
  ///
  /// Documents come in the order of a shuffle by the seed; one that would go beyond the limit is passed over.
  ///
  /// - Parameters:
  ///   - documents: The documents of the training text.
  ///   - text: Their tokens.
  ///   - limit: The most tokens.
  ///   - seed: The seed.
  /// - Returns: The documents to keep, ascending.
  static func documents(
    _ documents: [Int], of text: TokenizedText, limit: Int, seed: UInt64
  ) -> [Int] {
    let stream = text.encoded(with: text.vocabulary())
    var start = 0
    let sizes = stream.documentEnds.map { end in
      defer { start = end }
      return stream.ids[start..<end].count { $0 != SpecialToken.boundary }
    }
    var order = Array(documents.indices)
    var generator = SplitMix64(seed: seed)
    order.shuffle(using: &generator)
    var left = limit
    return order.filter { index in
      guard sizes[index] <= left else { return false }
      left -= sizes[index]
      return true
    }.map { documents[$0] }.sorted()
  }
}
