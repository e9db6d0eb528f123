internal import CPrefetch
internal import Counting
internal import LanguageModels
internal import Tokenization

/// What is asked of top-p: whether the mass before a token is below a share.
struct RankQuestion: BitwiseCopyable {
  /// p(w | h), to within rounding.
  var probability = 1.0
  /// The nearest context, h or a back-off, that is known in steps.
  var base: UInt32 = 0
  /// The product of the back-off weights passed on the way to it.
  var weight = 1.0
  /// How many successors the contexts on the way have.
  var added: UInt32 = 0
  /// What was found out: what of a mass may be that of `<unk>`, and bounds on the mass that the base alone
  /// gives.
  var unknownMass = 0.0
  var atLeast = 0.0
  var atMost = 0.0
}

/// Whether a token is among the fewest most probable ones whose mass reaches a share of the whole, as far
/// as bounds on the mass before it tell.
///
/// With o(w) the part of p(w | h) that levels above the base give and γ the product of their weights,
/// the mass before a token of probability p is the sum of o(w) over those of their successors that rank
/// before, plus γ times the mass that ranks before p / γ in the base, plus at most p for each of them
/// that does not rank before there.
///
/// The weights are those of the draws, whose records have just been read: 1 minus a fraction of 64 bits.
/// The margins are wider than what that and rounding may change.
///
/// What is asked for every draw is mutating, for a call through an optional copies what it does not mutate.
struct RankBounds {
  /// Beside probabilities and shares; single precision has a margin of its own.
  private static let margin = 1e-8

  private let view: MixtureView
  private let remembered: RememberedContexts
  private let unknownVaries: Bool
  private let rareUnknownMass: Double
  private let share: Double
  private var stepped: SteppedContexts

  /// Prepares questions; nil where the draws are not those of a model with counts as it stands.
  init?(_ prepared: PreparedDrawing) {
    guard Self.applies(to: prepared), let topP = prepared.strategy.topP,
      let tables = prepared.tables
    else { return nil }
    view = tables.view
    share = topP
    remembered = RememberedContexts(prepared.model, fewSuccessors: 48)
    unknownVaries = Self.unknownVaries(prepared)
    rareUnknownMass = Self.rareUnknownMass(prepared)
    stepped = SteppedContexts(view.model, firstLong: Int(remembered.firstLong))
  }

  /// A probability above which a token is admitted after every context; nil where that depends on it.
  static func certainProbability(_ prepared: PreparedDrawing) -> Double? {
    guard applies(to: prepared), let topP = prepared.strategy.topP, !unknownVaries(prepared)
    else { return nil }
    return 1 - topP * (1 - rareUnknownMass(prepared)) * (1 - margin)
  }

  /// Whether `<unk>`, not to be drawn and not to be counted, may stand among the successors of a context.
  private static func unknownVaries(_ prepared: PreparedDrawing) -> Bool {
    !prepared.strategy.allowsUnknown && prepared.model.isObserved(SpecialToken.unknown)
  }

  /// What the mass of `<unk>` that is not to be counted is at most where it does not vary: what the empty
  /// context gives it.
  private static func rareUnknownMass(_ prepared: PreparedDrawing) -> Double {
    prepared.strategy.allowsUnknown
      ? 0 : prepared.model.successors.base[Int(SpecialToken.unknown)].probability
  }

  /// Whether top-p alone cuts draws that are those of a model with counts as it stands.
  static func applies(to prepared: PreparedDrawing) -> Bool {
    let strategy = prepared.strategy
    return (strategy.topP ?? 1) < 1 && strategy.minP == nil && strategy.topK == nil
      && strategy.temperature == 1 && prepared.model.drawing != nil && prepared.tables != nil
  }

  /// The question for a token; asks memory for what the answer will read.
  @inline(__always)
  mutating func question(of placed: PlacedDraw, after context: UInt32) -> RankQuestion {
    var question = RankQuestion()
    question.base = context
    var isPassed = false
    while true {
      if question.base == placed.found {
        question.probability = question.weight * view.model.successors[placed.index].probability
        isPassed = true
      }
      let record = view.contexts[Int(question.base)]
      let width =
        view.contexts[Int(question.base) &+ 1].firstSuccessor &- record.firstSuccessor
      if unknownVaries { cprefetch(view.model.successors + Int(record.firstSuccessor)) }
      if question.base < remembered.firstLong || width > remembered.fewSuccessors { break }
      question.weight *= Double(~record.ownShare) * 0x1p-64
      question.added &+= width
      question.base = record.backOff
    }
    if !isPassed {
      var weight = question.weight
      var here = question.base
      while here != placed.found {
        let record = view.contexts[Int(here)]
        weight *= Double(~record.ownShare) * 0x1p-64
        here = record.backOff
      }
      question.probability = weight * view.model.successors[placed.index].probability
    }
    stepped.warm(question.base, MassSteps.last(from: question.probability / question.weight))
    return question
  }

  /// The answer as far as the base and the number of successors above it give it; otherwise nil, and the
  /// question holds what was found out.
  ///
  /// - Complexity: O(1) once the base has been met.
  @inline(__always)
  mutating func answer(
    _ question: inout RankQuestion, after context: UInt32, _ sorted: inout SortedContexts
  ) -> Bool? {
    question.unknownMass = unknownMass(after: context)
    let (low, high) = goals(question.unknownMass)
    if 1 - question.probability < low { return true }
    let (base, weight) = (question.base, question.weight)
    let lower = question.probability / weight
    // Single precision has seven digits.
    let singlePrecision = 1e-6
    let atMostAdded = Double(question.added) * question.probability
    let last = MassSteps.last(from: lower * (1 - Self.margin))
    for step in [last | MassSteps.rough, last] {
      question.atMost =
        weight * (Double(stepped.mass(of: base, downTo: step, &sorted)) + singlePrecision)
      if 1 - weight + question.atMost + atMostAdded < low { return true }
    }
    // Down to the end of the scale, not everything is counted.
    let first = min(MassSteps.last(from: lower * (1 + Self.margin)), MassSteps.count) - 1
    for step in [(first + 1 & ~MassSteps.rough) - 1, first] {
      question.atLeast =
        weight * (Double(stepped.mass(of: base, downTo: step, &sorted)) - singlePrecision)
        - question.unknownMass
      if question.atLeast >= high { return false }
    }
    return nil
  }

  /// The answer as far as the successors above the base give it, too; nil where they do not.
  ///
  /// - Complexity: O(*f*) for *f* successors, which are few.
  @inline(__always)
  mutating func answerAbove(_ question: RankQuestion, after context: UInt32) -> Bool? {
    let (low, high) = goals(question.unknownMass)
    let added = addedMass(question, from: context)
    if added.upperBound + question.atMost < low { return true }
    return added.lowerBound + question.atLeast >= high ? false : nil
  }

  /// Asks memory for what ``answerAbove(_:after:)`` will read.
  @inline(__always)
  mutating func warmAbove(_ question: RankQuestion, after context: UInt32) {
    var here = context
    while here != question.base {
      let record = view.contexts[Int(here)]
      let last = view.contexts[Int(here) &+ 1].firstSuccessor &- 1
      // Four of them fill a line; what follows many of them comes unasked.
      for index in stride(
        from: record.firstSuccessor, to: min(last, record.firstSuccessor &+ 16), by: 4)
      {
        cprefetch(view.successors + Int(index))
        cprefetch(view.model.successors + Int(index))
      }
      cprefetch(view.successors + Int(last))
      cprefetch(view.model.successors + Int(last))
      here = record.backOff
    }
  }

  /// What of a mass may be that of `<unk>`, to within rounding, which does not count where that may not be
  /// drawn.
  @inline(__always)
  private func unknownMass(after context: UInt32) -> Double {
    guard unknownVaries else { return rareUnknownMass }
    var weight = 1.0
    var here = context
    while here != 0 {
      let record = view.contexts[Int(here)]
      let index = view.model.findUnknown(
        from: Int(record.firstSuccessor), to: Int(view.contexts[Int(here) &+ 1].firstSuccessor))
      if index >= 0 { return weight * view.model.successors[index].probability }
      weight *= Double(~record.ownShare) * 0x1p-64
      here = record.backOff
    }
    return weight * view.model.successors[Int(SpecialToken.unknown)].probability
  }

  /// Below the first mass a token is admitted, from the second on refused.
  @inline(__always)
  private func goals(_ unknownMass: Double) -> (low: Double, high: Double) {
    // Where it is nearly the whole, little is left beside its rounding.
    let rounding = 1e-14
    let least = unknownVaries ? unknownMass - rounding : 0
    return (
      share * (1 - unknownMass - rounding) * (1 - Self.margin),
      share * (1 - least) * (1 + Self.margin)
    )
  }

  /// Bounds on what the successors above the base add to the mass before a token.
  ///
  /// A successor w of a level h adds p(w | h) if that ranks before, less what it has from the level below,
  /// γ p(w | h'), if that does, too. What it has from below is what is not its own share of the draws. The
  /// bounds differ where something is as probable as the token to within rounding.
  @inline(__always)
  private func addedMass(
    _ question: RankQuestion, from context: UInt32
  ) -> (lowerBound: Double, upperBound: Double) {
    let below = question.probability * (1 - Self.margin) - 1e-15
    let above = question.probability * (1 + Self.margin) + 1e-15
    var (least, most) = (0.0, 0.0)
    var weight = 1.0
    var here = context
    while here != question.base {
      let record = view.contexts[Int(here)]
      let (first, end) = (
        Int(record.firstSuccessor), Int(view.contexts[Int(here) &+ 1].firstSuccessor)
      )
      // Where nothing is drawn here, the sum is zero.
      let unit =
        weight * Double(record.ownShare) * 0x1p-64 / Double(max(1, view.successors[end &- 1].sum))
      var sum: UInt64 = 0
      for index in first..<end {
        let probability = weight * view.model.successors[index].probability
        let own = unit * Double(view.successors[index].sum &- sum)
        sum = view.successors[index].sum
        guard probability >= below else { continue }
        let lower = probability - own
        most += lower >= above ? own : probability
        if probability >= above { least += probability }
        if lower >= below { least -= lower }
      }
      weight *= Double(~record.ownShare) * 0x1p-64
      here = record.backOff
    }
    return (least, most)
  }
}
