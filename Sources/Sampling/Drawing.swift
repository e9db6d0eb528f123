#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
package import LanguageModels
package import Tokenization

/// One thread's way of drawing tokens: what is shared and prepared, and what it remembers.
package struct Drawing {
  private let prepared: PreparedDrawing
  private var top: TopDrawing?
  private var rankMass: RankMass?
  private var best: RankedTokens?

  /// Starts drawing.
  package init(_ prepared: PreparedDrawing) {
    self.prepared = prepared
    let strategy = prepared.strategy
    if strategy.usesLists {
      top = TopDrawing(prepared.model, strategy)
    } else {
      if let topP = strategy.topP, topP < 1 {
        rankMass = RankMass(prepared.model, temperature: strategy.temperature)
      }
      if strategy.minP != nil { best = RankedTokens(prepared.model, limit: 2) }
    }
  }

  /// Draws the token after a context; nil where no token may be drawn.
  @inline(__always)
  package mutating func draw(after context: UInt32, _ random: inout SentenceRandom) -> TokenID? {
    if prepared.isDirect { return prepared.draw(after: context, &random) }
    return drawWithLimits(after: context, &random)
  }

  private mutating func drawWithLimits(
    after context: UInt32, _ random: inout SentenceRandom
  ) -> TokenID? {
    if top != nil { return top?.draw(after: context, &random) }
    // A million refusals in a row mean that nothing drawable has a noticeable share.
    for _ in 0..<1_000_000 {
      guard let token = prepared.draw(after: context, &random) else { return nil }
      if accepts(token, after: context) { return token }
    }
    return nil
  }

  /// Whether the limits of the strategy let a token of positive probability through.
  package mutating func admits(_ token: TokenID, after context: UInt32) -> Bool {
    if top != nil { return top?.list(after: context).tokens.contains(token) == true }
    return accepts(token, after: context)
  }

  /// Whether a token may be drawn: rejection turns the whole distribution into the truncated one.
  private mutating func accepts(_ token: TokenID, after context: UInt32) -> Bool {
    let strategy = prepared.strategy
    if token == SpecialToken.unknown && !strategy.allowsUnknown { return false }
    guard rankMass != nil || best != nil else { return true }
    var state = context
    let probability = ModelView(prepared.model).step(token, from: &state).probability
    let rank = RankedToken(token: token, probability: probability)
    if let topP = strategy.topP, rankMass != nil {
      let unknown = unknownMass(after: context)
      let total = (rankMass?.total(after: context) ?? 1) - unknown.mass
      var before = rankMass?.mass(before: rank, after: context) ?? 0
      if let known = unknown.token, known.precedes(rank) { before -= unknown.mass }
      guard SamplingStrategy.isBelow(before, goal: topP * total) else { return false }
    }
    if let minP = strategy.minP {
      let first = best?.first(after: context).first {
        strategy.allowsUnknown || $0.token != SpecialToken.unknown
      }
      let power = 1 / strategy.temperature
      guard pow(probability, power) >= minP * pow(first?.probability ?? 0, power) else {
        return false
      }
    }
    return true
  }

  /// The mass of `<unk>`, which does not count where it may not be drawn.
  private func unknownMass(after context: UInt32) -> (mass: Double, token: RankedToken?) {
    guard !prepared.strategy.allowsUnknown else { return (0, nil) }
    var state = context
    let probability = ModelView(prepared.model).step(SpecialToken.unknown, from: &state).probability
    return (
      pow(probability, 1 / prepared.strategy.temperature),
      RankedToken(token: SpecialToken.unknown, probability: probability)
    )
  }
}

/// What all threads share: the model and the tables made from it.
package struct PreparedDrawing: Sendable {
  let model: NgramModel
  let strategy: SamplingStrategy
  /// Whether every token drawn is taken as it is.
  let isDirect: Bool
  private let counts: CountDrawing?
  private let weights: WeightDrawing?

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - strategy: How tokens are chosen.
  ///   - floor: The support of plain draws; all others follow the model's own.
  package init(_ model: NgramModel, _ strategy: SamplingStrategy, floor: UniformFloor) {
    self.model = model
    self.strategy = strategy
    let isTruncated = (strategy.topP ?? 1) < 1 || strategy.minP != nil
    counts =
      strategy.temperature == 1 && !strategy.usesLists
      ? CountDrawing(model, floor: isTruncated ? model.floor : floor) : nil
    weights =
      counts == nil && !strategy.usesLists
      ? WeightDrawing(model, temperature: strategy.temperature) : nil
    let floorInUse = counts == nil || isTruncated ? model.floor : floor
    let mayDrawUnknown = model.isObserved(SpecialToken.unknown) || floorInUse == .vocabulary
    isDirect =
      !strategy.usesLists && !isTruncated && (strategy.allowsUnknown || !mayDrawUnknown)
  }

  @inline(__always)
  func draw(after context: UInt32, _ random: inout SentenceRandom) -> TokenID? {
    if let counts { return counts.draw(after: context, &random) }
    return weights?.draw(after: context, &random)
  }
}
