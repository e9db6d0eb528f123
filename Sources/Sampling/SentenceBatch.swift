internal import Tokenization

/// Sentences that were drawn one after the other.
struct SentenceBatch: Sendable {
  private(set) var ends: [Int] = []
  private(set) var cut: [Bool] = []
  var ids: [TokenID] = []

  /// Adds a sentence without its end.
  mutating func add(_ tokens: some Collection<TokenID>, isCut: Bool) {
    ids.append(contentsOf: tokens)
    ids.append(SpecialToken.boundary)
    ends.append(ids.count)
    cut.append(isCut)
  }
}
