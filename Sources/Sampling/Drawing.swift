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
///
/// What is remembered makes draws faster, never different.
package struct Drawing: Sendable {
  private let prepared: PreparedDrawing
  private let source: MixtureView?
  private var top: TopDrawing?
  private var rankMass: RankMass?
  private var best: RankedTokens?
  private var limits = RankLimits()

  /// Starts drawing.
  package init(_ prepared: PreparedDrawing) {
    self.prepared = prepared
    source = prepared.tables?.view
    let strategy = prepared.strategy
    if strategy.usesLists {
      top = TopDrawing(prepared.model, strategy)
    } else {
      if let topP = strategy.topP, topP < 1 {
        rankMass = RankMass(
          prepared.model, temperature: strategy.temperature,
          countsUnknown: strategy.allowsUnknown)
      }
      if strategy.minP != nil { best = RankedTokens(prepared.model, limit: 2) }
    }
  }

  /// Draws the token after a context and moves on; nil where no token may be drawn.
  @inline(__always)
  package mutating func draw(
    from context: inout UInt32, _ random: inout SentenceRandom
  ) -> TokenID? {
    if prepared.isDirect { return source?.draw(from: &context, &random) }
    return drawWithLimits(from: &context, &random)
  }

  private mutating func drawWithLimits(
    from context: inout UInt32, _ random: inout SentenceRandom
  ) -> TokenID? {
    guard let source else { return top?.draw(from: &context, &random) }
    var here = context
    var refusals = 0
    while true {
      var next = here
      guard let token = source.draw(from: &next, &random) else { return nil }
      if accepts(token, after: here) {
        if here == context {
          context = next
        } else {
          _ = ModelView(prepared.model).step(token, from: &context)
        }
        return token
      }
      refusals += 1
      let isHopeless = refusals == RefusedDraws.limit
      if isHopeless || token == SpecialToken.unknown && source.isFilledByUnknown(here) {
        guard here != 0 else { return nil }
        here = ModelView(prepared.model).contexts[Int(here)].backOff
        refusals = 0
      }
    }
  }

  /// Whether the limits of the strategy let a token of positive probability through.
  package mutating func admits(_ token: TokenID, after context: UInt32) -> Bool {
    if top != nil { return top?.tokens(after: context).contains(token) == true }
    return accepts(token, after: context)
  }

  /// Whether a token may be drawn: rejection turns the whole distribution into the truncated one.
  ///
  /// Limits admit the tokens up to some rank, so that most questions are answered by earlier ones.
  private mutating func accepts(_ token: TokenID, after context: UInt32) -> Bool {
    if token == SpecialToken.unknown && !prepared.strategy.allowsUnknown { return false }
    guard rankMass != nil || best != nil else { return true }
    var state = context
    let probability = ModelView(prepared.model).step(token, from: &state).probability
    let rank = RankedToken(token: token, probability: probability)
    if let known = limits.admits(rank, after: context) { return known }
    let isAdmitted = lies(rank, withinLimitsAfter: context)
    limits.remember(rank, after: context, isAdmitted: isAdmitted)
    return isAdmitted
  }

  private mutating func lies(_ rank: RankedToken, withinLimitsAfter context: UInt32) -> Bool {
    let strategy = prepared.strategy
    if let topP = strategy.topP, rankMass?.lies(rank, within: topP, after: context) == false {
      return false
    }
    if let minP = strategy.minP {
      let first = best?.first(after: context).first {
        strategy.allowsUnknown || $0.token != SpecialToken.unknown
      }
      let power = 1 / strategy.temperature
      guard pow(rank.probability, power) >= minP * pow(first?.probability ?? 0, power) else {
        return false
      }
    }
    return true
  }
}

/// What all threads share: the model and the tables made from it.
package struct PreparedDrawing: Sendable {
  let model: NgramModel
  let strategy: SamplingStrategy
  /// Whether tokens are refused by their rank.
  private let isTruncated: Bool
  /// Whether every token drawn is taken as it is.
  let isDirect: Bool
  /// Where tokens come from before limits are looked at; nil where lists hold all that can be drawn.
  package let tables: MixtureTables?

  /// Several sentences at once, where at most `<unk>` is refused.
  var lanes: MixtureLanes? {
    guard !isTruncated, let tables, tables.keptShares == nil else { return nil }
    return MixtureLanes(
      tables, limit: strategy.maximalSentenceLength, refusesUnknown: !isDirect)
  }

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - strategy: How tokens are chosen.
  ///   - floor: The support of plain draws; all others follow the model's own.
  package init(_ model: NgramModel, _ strategy: SamplingStrategy, floor: UniformFloor) {
    self.model = model
    self.strategy = strategy
    isTruncated = (strategy.topP ?? 1) < 1 || strategy.minP != nil
    let counted =
      strategy.temperature == 1 && !strategy.usesLists
      ? MixtureTables(counting: model, floor: isTruncated ? model.floor : floor) : nil
    tables =
      strategy.usesLists
      ? nil : counted ?? MixtureTables(weighing: model, temperature: strategy.temperature)
    let floorInUse = counted == nil || isTruncated ? model.floor : floor
    let mayDrawUnknown = model.isObserved(SpecialToken.unknown) || floorInUse != .observed
    isDirect =
      !strategy.usesLists && !isTruncated && (strategy.allowsUnknown || !mayDrawUnknown)
  }
}
