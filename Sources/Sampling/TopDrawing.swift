#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import LanguageModels
internal import Tokenization

/// Draws among the most probable tokens of a context (top-k and greedy), listed explicitly.
///
/// The lists come from the whole smoothed distribution, not only from the successors that were seen.
/// Temperature does not change which tokens they hold.
struct TopDrawing {
  private let model: NgramModel
  private var ranked: RankedTokens
  private let strategy: SamplingStrategy
  private var list = TopList()
  /// Whether the probabilities are the weights, and nothing but their number is limited.
  private let isPlain: Bool

  init(_ model: NgramModel, _ strategy: SamplingStrategy) {
    self.model = model
    self.strategy = strategy
    isPlain =
      !strategy.greedy && strategy.temperature == 1 && strategy.topP ?? 1 == 1
      && strategy.minP == nil
    // One more than asked for, in case `<unk>` is among them and may not be drawn.
    let limit = strategy.greedy ? 1 : min(strategy.topK ?? 1, model.vocabularySize)
    ranked = RankedTokens(model, limit: strategy.allowsUnknown ? limit : limit + 1)
  }

  /// Draws the token after a context and moves on; nil where there is none.
  mutating func draw(from context: inout UInt32, _ random: inout SentenceRandom) -> TokenID? {
    var here = context
    var drawn = draw(after: here, &random)
    // Where only `<unk>` can follow, the next shorter context is asked.
    while drawn == nil, here != 0 {
      here = ModelView(model).contexts[Int(here)].backOff
      drawn = draw(after: here, &random)
    }
    if let drawn { _ = ModelView(model).step(drawn, from: &context) }
    return drawn
  }

  /// The tokens that may follow a context, most probable first.
  mutating func tokens(after context: UInt32) -> [TokenID] {
    let strategy = strategy
    return ranked.withFirst(after: context) {
      list.fill($0, strategy)
      return list.tokens
    }
  }

  private mutating func draw(
    after context: UInt32, _ random: inout SentenceRandom
  ) -> TokenID? {
    let strategy = strategy
    return ranked.withFirst(after: context) { ranked in
      if isPlain { return TopList.draw(ranked, strategy, &random) }
      list.fill(ranked, strategy)
      return list.draw(&random)
    }
  }
}

/// The tokens that top-k, top-p and min-p leave, with their weights.
struct TopList: Sendable {
  /// The tokens, most probable first.
  private(set) var tokens: [TokenID] = []
  private var weights: [Double] = []

  /// Cuts a ranked list and weighs what is left.
  mutating func fill(_ ranked: UnsafeBufferPointer<RankedToken>, _ strategy: SamplingStrategy) {
    tokens.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    let limit = strategy.greedy ? 1 : strategy.topK ?? ranked.count
    let power = 1 / strategy.temperature
    for token in ranked where strategy.allowsUnknown || token.token != SpecialToken.unknown {
      guard tokens.count < limit else { break }
      tokens.append(token.token)
      weights.append(power == 1 ? token.probability : pow(token.probability, power))
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
    if let minP = strategy.minP, let first = weights.first {
      keep(weights.prefix { $0 >= minP * first }.count)
    }
  }

  /// Draws one of the first tokens of a ranked list as ``draw(_:)`` would from the same list after
  /// ``fill(_:_:)``, where no more than the number of tokens is limited.
  @inline(__always)
  static func draw(
    _ ranked: UnsafeBufferPointer<RankedToken>, _ strategy: SamplingStrategy,
    _ random: inout SentenceRandom
  ) -> TokenID? {
    let limit = strategy.topK ?? ranked.count
    let takesUnknown = strategy.allowsUnknown
    var (total, count) = (0.0, 0)
    var last: TokenID?
    for token in ranked where count < limit && (takesUnknown || token.token != SpecialToken.unknown)
    {
      total += token.probability
      count &+= 1
      last = token.token
    }
    guard count > 1 else { return last }
    let point = Double(random.next()) * 0x1p-64 * total
    var sum = 0.0
    for token in ranked where takesUnknown || token.token != SpecialToken.unknown {
      sum += token.probability
      count &-= 1
      if sum > point || count == 0 { return token.token }
    }
    return last
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
