internal import CPrefetch
package import LanguageModels
package import Tokenization

/// One thread's way of drawing tokens: what is shared and prepared, and what it remembers.
///
/// What is remembered makes draws faster, never different.
package struct Drawing: Sendable {
  let prepared: PreparedDrawing
  private let source: MixtureView?
  private let view: ModelView
  private var top: TopDrawing?
  private var list: ListDrawing?
  /// Masses that are numbers of tokens, for top-k where tokens are not listed.
  private var rankCount: RankMass?
  private var rankMass: RankMass?
  private var best: RankedTokens?
  private var limits = RankLimits()

  /// Starts drawing.
  package init(_ prepared: PreparedDrawing) {
    self.prepared = prepared
    source = prepared.tables?.view
    view = ModelView(prepared.model)
    let strategy = prepared.strategy
    if prepared.usesLists {
      list = ListDrawing(prepared.model, strategy)
      if strategy.limitsNumberAlone, !prepared.model.hasLosses {
        top = TopDrawing(prepared.model, strategy)
      }
    } else {
      if strategy.topK != nil {
        rankCount = RankMass(
          prepared.model, temperature: .infinity, countsUnknown: strategy.allowsUnknown)
      }
      if let topP = strategy.topP, topP < 1 {
        rankMass = RankMass(
          prepared.model, temperature: strategy.temperature,
          countsUnknown: strategy.allowsUnknown, bounds: RankBounds(prepared))
      }
      if strategy.minP != nil { best = RankedTokens(prepared.model, limit: 2) }
    }
  }

  /// Draws the token after a context and moves on; nil where no token may be drawn.
  @inline(__always)
  package mutating func draw(
    from context: inout UInt32, _ random: inout SentenceRandom
  ) -> TokenID? {
    guard prepared.isDirect, let source else { return drawWithLimits(from: &context, &random) }
    guard let placed = source.draw(after: context, &random) else { return nil }
    let successor = source.successors[placed.index]
    context = successor.next
    return successor.token
  }

  private mutating func drawWithLimits(
    from context: inout UInt32, _ random: inout SentenceRandom
  ) -> TokenID? {
    guard let source else { return drawListed(from: &context, &random) }
    var here = context
    var refusals = 0
    while true {
      guard let placed = source.draw(after: here, &random) else { return nil }
      let successor = source.successors[placed.index]
      if accepts(placed, after: here) {
        context =
          here == context
          ? successor.next
          : source.successors[source.place(successor.token, after: context).index].next
        return successor.token
      }
      refusals += 1
      let isFilled =
        successor.token == SpecialToken.unknown && source.isFilledByUnknown(here)
      guard isFilled || refusals == RefusedDraws.limit else { continue }
      if !isFilled, let token = prepared.drawListed(after: here, &random) {
        context = source.successors[source.place(token, after: context).index].next
        return token
      }
      guard here != 0 else { return nil }
      here = source.contexts[Int(here)].backOff
      refusals = 0
    }
  }

  private mutating func drawListed(
    from context: inout UInt32, _ random: inout SentenceRandom
  ) -> TokenID? {
    if let drawn = top?.draw(after: context, &random) {
      context = drawn.next
      return drawn.token
    }
    var here = context
    var drawn = list?.draw(after: here, &random)
    // Where only `<unk>` can follow, the next shorter context is asked.
    while drawn == nil, here != 0 {
      here = view.contexts[Int(here)].backOff
      drawn = list?.draw(after: here, &random)
    }
    if let drawn { _ = view.step(drawn, from: &context) }
    return drawn
  }

  /// Whether the limits of the strategy let a token of positive probability through.
  package mutating func admits(_ token: TokenID, after context: UInt32) -> Bool {
    guard let source else {
      if let line = top?.line(after: context) {
        return line.contains { $0.token == token && $0.isDrawn }
      }
      return list?.tokens(after: context).contains(token) == true
    }
    let placed = source.place(token, after: context)
    return accepts(placed, after: context)
  }

  /// What top-k alone draws from after a context, stretch by stretch; nil where tokens are listed.
  package mutating func line(after context: UInt32) -> [TopSegment]? { top?.line(after: context) }

  /// Asks for what the next draws after some contexts will read first.
  func warm(_ contexts: [UInt32]) {
    if let top { return top.warm(contexts) }
    var contexts = contexts
    for round in 0..<prepared.model.order {
      for place in contexts.indices {
        let context = Int(contexts[place])
        if round > 0 {
          let record = view.contexts[context]
          cprefetch(view.successors + Int(record.firstSuccessor))
          if let source { cprefetch(source.successors + Int(record.firstSuccessor)) }
          contexts[place] = record.backOff
        }
        cprefetch(view.contexts + Int(contexts[place]))
        if let source { cprefetch(source.contexts + Int(contexts[place])) }
      }
    }
  }

  /// What is to be answered before a token is taken; asks memory for what ``quickAnswer(_:after:)`` will read.
  @inline(__always)
  mutating func question(of placed: PlacedDraw, after context: UInt32) -> RankQuestion {
    rankMass?.question(of: placed, after: context) ?? RankQuestion()
  }

  /// The answer if it is near at hand; otherwise asks memory for what the rest will read.
  @inline(__always)
  mutating func quickAnswer(_ question: inout RankQuestion, after context: UInt32) -> Bool? {
    rankMass?.quickAnswer(&question, after: context)
  }

  /// The answer where it is not near at hand.
  ///
  /// Limits admit the tokens up to some rank, so that many questions are answered by earlier ones.
  @inline(__always)
  mutating func fullAnswer(
    _ question: RankQuestion, of placed: PlacedDraw, after context: UInt32
  ) -> Bool {
    rankMass?.answerAbove(question, after: context) ?? isAdmitted(placed, after: context)
  }

  /// Whether a token may be drawn: rejection turns the whole distribution into the truncated one.
  private mutating func accepts(_ placed: PlacedDraw, after context: UInt32) -> Bool {
    let token = view.successors[placed.index].token
    if token == SpecialToken.unknown && !prepared.strategy.allowsUnknown { return false }
    guard prepared.isTruncated else { return true }
    var question = question(of: placed, after: context)
    return quickAnswer(&question, after: context)
      ?? fullAnswer(question, of: placed, after: context)
  }

  @inline(__always)
  private mutating func isAdmitted(_ placed: PlacedDraw, after context: UInt32) -> Bool {
    guard let source else { return false }
    let rank = RankedToken(
      token: view.successors[placed.index].token,
      probability: source.probability(of: placed, after: context))
    if let known = limits.admits(rank, after: context) { return known }
    let isAdmitted = lies(rank, withinLimitsAfter: context)
    limits.remember(rank, after: context, isAdmitted: isAdmitted)
    return isAdmitted
  }

  private mutating func lies(_ rank: RankedToken, withinLimitsAfter context: UInt32) -> Bool {
    let strategy = prepared.strategy
    if let topK = strategy.topK, rankCount?.lies(rank, amongFirst: topK, after: context) == false {
      return false
    }
    if let topP = strategy.topP, rankMass?.lies(rank, within: topP, after: context) == false {
      return false
    }
    if let minP = strategy.minP {
      let first = best?.first(after: context).first {
        strategy.allowsUnknown || $0.token != SpecialToken.unknown
      }
      guard let first else { return false }
      return strategy.weight(rank.probability / first.probability) >= minP
    }
    return true
  }
}

/// What all threads share: the model and the tables made from it.
package struct PreparedDrawing: Sendable {
  let model: NgramModel
  let strategy: SamplingStrategy
  /// Whether tokens are refused by their rank.
  let isTruncated: Bool
  /// Whether the tokens that may follow a context are listed.
  let usesLists: Bool
  /// Whether every token drawn is taken as it is.
  let isDirect: Bool
  /// Where tokens come from before limits are looked at; nil where lists hold all that can be drawn.
  package let tables: MixtureTables?

  /// Several sentences at once, where tokens are not listed and successors do not lose.
  var lanes: MixtureLanes? {
    guard let tables, tables.keptShares == nil else { return nil }
    return MixtureLanes(
      tables, limit: strategy.maximalSentenceLength,
      refusesUnknown: !isDirect && !strategy.allowsUnknown, isTruncated: isTruncated,
      isBounded: RankBounds.applies(to: self), certain: RankBounds.certainProbability(self))
  }

  /// Draws from a list of the whole vocabulary, cut as the strategy says; nil where nothing is left.
  ///
  /// What was refused says nothing of the next draw, so that after a number of refusals a draw from
  /// the list has the same distribution.
  func drawListed(after context: UInt32, _ random: inout SentenceRandom) -> TokenID? {
    let view = ModelView(model)
    let ranked = (0..<TokenID(model.vocabularySize)).map { token in
      var state = context
      return RankedToken(token: token, probability: view.step(token, from: &state).probability)
    }.filter { $0.probability > 0 }.sorted { $0.precedes($1) }
    var list = CutList()
    ranked.withUnsafeBufferPointer { list.fill($0, strategy) }
    return list.draw(&random)
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
    isTruncated = (strategy.topP ?? 1) < 1 || strategy.minP != nil || strategy.topK != nil
    usesLists = strategy.usesLists || strategy.topK != nil && model.hasLosses
    let counted =
      strategy.temperature == 1 && !usesLists
      ? MixtureTables(counting: model, floor: isTruncated ? model.floor : floor) : nil
    tables =
      usesLists
      ? nil : counted ?? MixtureTables(weighing: model, temperature: strategy.temperature)
    let floorInUse = counted == nil || isTruncated ? model.floor : floor
    let mayDrawUnknown = model.isObserved(SpecialToken.unknown) || floorInUse != .observed
    isDirect =
      !usesLists && !isTruncated && (strategy.allowsUnknown || !mayDrawUnknown)
  }
}
