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
/// Temperature does not change which tokens they hold. Lists are remembered up to a bound that does
/// not depend on threads, and are the same whether remembered or not.
struct TopDrawing {
  private let model: NgramModel
  private var ranked: RankedTokens
  private let strategy: SamplingStrategy
  private var lists: [UInt32: TopList] = [:]

  private static let mostLists = 1 << 16

  init(_ model: NgramModel, _ strategy: SamplingStrategy) {
    self.model = model
    self.strategy = strategy
    // One more than asked for, in case `<unk>` is among them and may not be drawn.
    let limit = strategy.greedy ? 1 : strategy.topK ?? 1
    ranked = RankedTokens(model, limit: strategy.allowsUnknown ? limit : limit + 1)
  }

  /// Draws the token after a context and moves on; nil where there is none.
  mutating func draw(from context: inout UInt32, _ random: inout SentenceRandom) -> TokenID? {
    var here = context
    var list = list(after: here)
    // Where only `<unk>` can follow, the next shorter context is asked.
    while list.tokens.isEmpty, here != 0 {
      here = ModelView(model).contexts[Int(here)].backOff
      list = self.list(after: here)
    }
    guard let last = list.sums.last else { return nil }
    var index = 0
    if list.tokens.count > 1 {
      let point = random.next(below: last)
      index = list.sums.firstIndex { $0 > point } ?? 0
    }
    let token = list.tokens[index]
    _ = ModelView(model).step(token, from: &context)
    return token
  }

  /// The tokens that may follow a context, most probable first, with running sums of their weights.
  mutating func list(after context: UInt32) -> TopList {
    if let list = lists[context] { return list }
    var tokens = ranked.first(after: context)
    if !strategy.allowsUnknown { tokens.removeAll { $0.token == SpecialToken.unknown } }
    let list = TopList(tokens, strategy)
    if lists.count >= Self.mostLists { lists.removeAll(keepingCapacity: true) }
    lists[context] = list
    return list
  }
}

/// The tokens that top-k, top-p and min-p leave, with integer weights.
struct TopList: Sendable {
  /// The tokens, most probable first.
  private(set) var tokens: [TokenID] = []
  /// Running sums of their weights, quantized to 62 bits in all.
  private(set) var sums: [UInt64] = []

  /// Cuts a ranked list and weighs what is left.
  init(_ ranked: [RankedToken], _ strategy: SamplingStrategy) {
    let limit = strategy.greedy ? 1 : strategy.topK ?? ranked.count
    var weights = ranked.prefix(limit).map { token in
      (
        token: token.token,
        weight: strategy.temperature == 1
          ? token.probability : pow(token.probability, 1 / strategy.temperature)
      )
    }
    if let topP = strategy.topP, topP < 1 {
      let goal = topP * weights.reduce(0) { $0 + $1.weight }
      var mass = 0.0
      let kept = weights.prefix { entry in
        defer { mass += entry.weight }
        return SamplingStrategy.isBelow(mass, goal: goal)
      }
      weights = Array(kept)
    }
    if let minP = strategy.minP, let first = weights.first {
      weights = Array(weights.prefix { $0.weight >= minP * first.weight })
    }
    let total = weights.reduce(0) { $0 + $1.weight }
    var sum = 0.0
    for (token, weight) in weights {
      sum += weight
      tokens.append(token)
      sums.append(UInt64((min(sum / total, 1) * 0x1p62).rounded()))
    }
  }
}
