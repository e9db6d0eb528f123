internal import Counting
internal import LanguageModels
internal import Tokenization

/// How much probability mass ranks before a token in a context.
///
/// It is taken over the whole smoothed distribution, without listing it, and is what top-p asks of
/// every token drawn.
///
/// The tokens of a context h are its successors, those of its back-off h' that are no successors of
/// h (with γ times the probability), and so on. The mass before a rank is therefore a sum over the
/// levels: successors of the level that rank before, minus those of them that the level above has
/// already counted. Short contexts and those with many successors are sorted and summed once, so that
/// a query costs a few binary searches; the few successors of long contexts are looked at one by one.
/// ``RankBounds`` spare most queries.
struct RankMass {
  private let model: NgramModel
  private let view: ModelView
  private let weight: Tempering
  private let countsUnknown: Bool
  /// Whether every distribution sums to 1 as it stands.
  private let isNormalized: Bool
  /// Whether `<unk>` may stand among the successors of a context.
  private let unknownIsSeen: Bool
  private let sortedContexts: RememberedContexts
  private var sorted: SortedContexts
  /// Spares most queries of top-p; nil where it does not apply.
  private var bounds: RankBounds?
  private var added: [RankedToken] = []

  /// Prepares queries on p^(1/T).
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - temperature: T; without an end every token weighs 1, so that masses are numbers of tokens.
  ///   - countsUnknown: Whether `<unk>` is a token like any other.
  ///   - bounds: Bounds for questions of top-p alone.
  init(_ model: NgramModel, temperature: Double, countsUnknown: Bool, bounds: RankBounds? = nil) {
    self.model = model
    self.countsUnknown = countsUnknown
    self.bounds = bounds
    view = ModelView(model)
    weight = Tempering(temperature: temperature)
    isNormalized = temperature == 1 && model.drawing != nil
    unknownIsSeen = model.drawing == nil || model.isObserved(SpecialToken.unknown)
    sortedContexts = RememberedContexts(model, fewSuccessors: 48)
    sorted = SortedContexts(view, weight, firstLong: Int(sortedContexts.firstLong))
  }

  /// Whether a token is among the fewest most probable ones whose mass reaches `share` of the whole.
  ///
  /// - Complexity: O(order · (log *s* + *f*)) once the short contexts have been met, *f* successors
  ///   being few.
  mutating func lies(_ rank: RankedToken, within share: Double, after context: UInt32) -> Bool {
    let path = descend(from: context)
    let unknown = unknownMass(path, after: context)
    let total = (isNormalized ? 1 : total(path, after: context)) - unknown.mass
    return SamplingStrategy.isBelow(
      mass(before: rank, path, from: context, except: unknown), goal: share * total)
  }

  /// The question whether a token is among them; asks memory for what the answer will read first.
  @inline(__always)
  mutating func question(of placed: PlacedDraw, after context: UInt32) -> RankQuestion {
    bounds?.question(of: placed, after: context) ?? RankQuestion()
  }

  /// The answer if it is near at hand; otherwise nil, and memory is asked for what the rest will read.
  @inline(__always)
  mutating func quickAnswer(_ question: inout RankQuestion, after context: UInt32) -> Bool? {
    if let known = bounds?.answer(&question, after: context, &sorted) { return known }
    bounds?.warmAbove(question, after: context)
    return nil
  }

  /// The answer as far as bounds give it; otherwise nil.
  @inline(__always)
  mutating func answerAbove(_ question: RankQuestion, after context: UInt32) -> Bool? {
    question.added > 0 ? bounds?.answerAbove(question, after: context) : nil
  }

  /// Whether fewer than `most` tokens rank before a token, if all weigh 1.
  mutating func lies(_ rank: RankedToken, amongFirst most: Int, after context: UInt32) -> Bool {
    let path = descend(from: context)
    let unknown = unknownMass(path, after: context)
    return mass(before: rank, path, from: context, except: unknown) < Double(most)
  }

  /// The mass that ranks before a token, that of `<unk>` apart.
  private mutating func mass(
    before rank: RankedToken, _ path: Path, from context: UInt32,
    except unknown: (mass: Double, token: RankedToken?)
  ) -> Double {
    let mass =
      sorted.mass(of: path.base, before: rank, path.weights)
      + exactlyAdded(before: rank, path, from: context)
    return mass - (unknown.token.map { $0.precedes(rank) ? unknown.mass : 0 } ?? 0)
  }

  /// The mass of all tokens after a context.
  private mutating func total(_ path: Path, after context: UInt32) -> Double {
    let last = RankedToken(token: .max, probability: -1)
    return sorted.mass(of: path.base, before: last, path.weights)
      + exactlyAdded(before: last, path, from: context)
  }

  /// The mass of `<unk>`, which does not count where it may not be drawn.
  @inline(__always)
  private func unknownMass(
    _ path: Path, after context: UInt32
  ) -> (mass: Double, token: RankedToken?) {
    guard !countsUnknown else { return (0, nil) }
    var unknown = RankedToken(token: SpecialToken.unknown, probability: 0)
    if unknownIsSeen {
      var state = context
      unknown.probability = view.step(SpecialToken.unknown, from: &state).probability
    } else {
      // Then it stands below the unigrams only.
      var weights = path.weights
      var here = path.base
      while here != 0 {
        weights.push(view.weight(of: view.contexts[Int(here)]))
        here = view.contexts[Int(here)].backOff
      }
      unknown.probability = view.successors[Int(SpecialToken.unknown)].probability
      unknown = weights.scaled(unknown)
    }
    return (weight(unknown.probability), unknown)
  }

  // MARK: Levels

  /// The way from a context down to the nearest one that is sorted.
  private struct Path {
    var base: UInt32
    /// The weights passed on it.
    var weights = LevelWeights()
  }

  @inline(__always)
  private func descend(from context: UInt32) -> Path {
    var path = Path(base: context)
    while !isSorted(path.base) {
      path.weights.push(view.weight(of: view.contexts[Int(path.base)]))
      path.base = view.contexts[Int(path.base)].backOff
    }
    return path
  }

  @inline(__always)
  private func isSorted(_ context: UInt32) -> Bool {
    sortedContexts.contains(context, view)
  }

  /// What the successors above a sorted context add to the mass before a rank: each counts as it is
  /// in the longest context, and no longer as it is in the sorted one.
  private mutating func exactlyAdded(
    before rank: RankedToken, _ path: Path, from context: UInt32
  ) -> Double {
    added.removeAll(keepingCapacity: true)
    var mass = 0.0
    var weights = LevelWeights()
    var here = context
    while here != path.base {
      let record = view.contexts[Int(here)]
      let end = view.contexts[Int(here) + 1].firstSuccessor
      let longer = added.count
      for index in Int(record.firstSuccessor)..<Int(end) {
        let successor = view.successors[index]
        guard !added[..<longer].contains(where: { $0.token == successor.token }) else { continue }
        let token = weights.scaled(RankedToken(successor))
        added.append(token)
        if token.precedes(rank) { mass += weight(token.probability) }
      }
      weights.push(view.weight(of: record))
      here = record.backOff
    }
    for token in added {
      var state = path.base
      let lower = weights.scaled(
        RankedToken(
          token: token.token, probability: view.step(token.token, from: &state).probability))
      if lower.precedes(rank) { mass -= weight(lower.probability) }
    }
    return mass
  }
}
