internal import LanguageModels
internal import Tokenization

/// The tokens that top-k, top-p and min-p leave, with their weights.
struct CutList: Sendable {
  /// The tokens, most probable first.
  private(set) var tokens: [TokenID] = []
  private var weights: [Double] = []

  /// Cuts a ranked list and weighs what is left.
  mutating func fill(_ ranked: UnsafeBufferPointer<RankedToken>, _ strategy: SamplingStrategy) {
    tokens.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    let limit = strategy.greedy ? 1 : strategy.topK ?? ranked.count
    var first: Double?
    for token in ranked where strategy.allowsUnknown || token.token != SpecialToken.unknown {
      guard tokens.count < limit else { break }
      tokens.append(token.token)
      // Beside the first, so that low temperatures do not make nothing of all of them.
      weights.append(strategy.weight(token.probability / (first ?? token.probability)))
      first = first ?? token.probability
    }
    if let topP = strategy.topP, topP < 1 {
      let goal = topP * weights.reduce(0, +)
      var mass = 0.0
      keep(
        weights.prefix { weight in
          defer { mass += weight }
          return SamplingStrategy.isBelow(mass, goal: goal)
        }.count)
    }
    if let minP = strategy.minP { keep(weights.prefix { $0 >= minP }.count) }
  }

  private mutating func keep(_ count: Int) {
    tokens.removeLast(tokens.count - count)
    weights.removeLast(weights.count - count)
  }

  /// Draws one of the tokens; nil where there is none.
  ///
  /// It is the first whose running sum lies above a uniform point of the whole. Sums are taken in the
  /// order of the list, so that they are the same to the bit everywhere.
  func draw(_ random: inout SentenceRandom) -> TokenID? {
    guard tokens.count > 1 else { return tokens.first }
    return weights.withUnsafeBufferPointer { weights in
      var total = 0.0
      for weight in weights { total += weight }
      let point = Double(random.next()) * 0x1p-64 * total
      var sum = 0.0
      for (index, weight) in weights.enumerated() {
        sum += weight
        if sum > point { return tokens[index] }
      }
      return tokens.last
    }
  }
}
