#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
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
/// a query costs a few binary searches; the few successors of long contexts are looked at one by
/// one, and mostly bounds decide without telling which of them are the same.
struct RankMass {
  private let model: NgramModel
  private let view: ModelView
  private let power: Double
  private let countsUnknown: Bool
  /// Whether every distribution sums to 1 as it stands.
  private let isNormalized: Bool
  /// Whether `<unk>` may stand among the successors of a context.
  private let unknownIsSeen: Bool
  /// The first context of two tokens.
  private let firstLong: UInt32
  private var sorted: SortedContexts
  private var added: [RankedToken] = []

  /// A context with more successors than this is sorted and remembered.
  private static let fewSuccessors = 48

  /// Prepares queries on p^(1/T).
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - temperature: T.
  ///   - countsUnknown: Whether `<unk>` is a token like any other.
  init(_ model: NgramModel, temperature: Double, countsUnknown: Bool) {
    self.model = model
    self.countsUnknown = countsUnknown
    view = ModelView(model)
    power = 1 / temperature
    isNormalized = temperature == 1 && model.drawing != nil
    unknownIsSeen = model.drawing == nil || model.isObserved(SpecialToken.unknown)
    firstLong = UInt32(model.contextStarts.count > 2 ? model.contextStarts[2] : 1)
    sorted = SortedContexts(view, power: power, firstLong: Int(firstLong))
  }

  /// Whether a token is among the fewest most probable ones whose mass reaches `share` of the whole.
  ///
  /// - Complexity: O(order · (log *s* + *f*)) once the short contexts have been met, *f* successors
  ///   being few.
  mutating func lies(_ rank: RankedToken, within share: Double, after context: UInt32) -> Bool {
    let path = descend(from: context)
    let unknown = unknownMass(path, after: context)
    let total = (isNormalized ? 1 : total(path, after: context)) - unknown.mass
    let goal = share * total
    // The margins are for rounding.
    if isNormalized, 1 - rank.probability < goal * (1 - 1e-9) { return true }
    let extra = unknown.token.map { $0.precedes(rank) ? unknown.mass : 0 } ?? 0
    let above = addedMass(before: rank, path, from: context)
    if isNormalized, above + path.weights.product < goal * (1 - 1e-9) { return true }
    let below = mass(before: rank, path)
    // In a mixture every token that ranks before in a shorter context does so in a longer one.
    if !model.hasLosses, below - extra >= goal { return false }
    // Nothing is counted less than once.
    if above + below - extra < goal * (1 - 2e-12) { return true }
    let mass = below + exactlyAdded(before: rank, path, from: context)
    return SamplingStrategy.isBelow(mass - extra, goal: goal)
  }

  /// The mass of all tokens after a context.
  private mutating func total(_ path: Path, after context: UInt32) -> Double {
    let last = RankedToken(token: .max, probability: -1)
    return mass(before: last, path) + exactlyAdded(before: last, path, from: context)
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
        weights.push(view.contexts[Int(here)].backOffWeight)
        here = view.contexts[Int(here)].backOff
      }
      unknown.probability = view.successors[Int(SpecialToken.unknown)].probability
      unknown = weights.scaled(unknown)
    }
    return (raise(unknown.probability), unknown)
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
      path.weights.push(view.contexts[Int(path.base)].backOffWeight)
      path.base = view.contexts[Int(path.base)].backOff
    }
    return path
  }

  @inline(__always)
  private func isSorted(_ context: UInt32) -> Bool {
    if context < firstLong { return true }
    let first = view.contexts[Int(context)].firstSuccessor
    return Int(view.contexts[Int(context) + 1].firstSuccessor - first) > Self.fewSuccessors
  }

  /// The mass before a rank in a sorted context, under the weights passed on the way to it.
  private mutating func mass(before rank: RankedToken, _ path: Path) -> Double {
    var mass = 0.0
    var weights = path.weights
    var here = path.base
    while true {
      mass += raise(weights.product) * sorted.ownMass(of: here, before: rank, weights)
      guard here != 0 else { return mass }
      weights.push(view.contexts[Int(here)].backOffWeight)
      // The successors of this level must not count again below.
      mass -= raise(weights.product) * sorted.lowerMass(of: here, before: rank, weights)
      here = view.contexts[Int(here)].backOff
    }
  }

  /// The mass of the successors above a sorted context that rank before; what stands at two levels
  /// counts twice, so that this is an upper bound.
  @inline(__always)
  private func addedMass(before rank: RankedToken, _ path: Path, from context: UInt32) -> Double {
    var mass = 0.0
    var weights = LevelWeights()
    var here = context
    while here != path.base {
      let record = view.contexts[Int(here)]
      let end = view.contexts[Int(here) + 1].firstSuccessor
      for index in Int(record.firstSuccessor)..<Int(end) {
        let token = weights.scaled(RankedToken(view.successors[index]))
        if token.precedes(rank) { mass += raise(token.probability) }
      }
      weights.push(record.backOffWeight)
      here = record.backOff
    }
    return mass
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
        if token.precedes(rank) { mass += raise(token.probability) }
      }
      weights.push(record.backOffWeight)
      here = record.backOff
    }
    for token in added {
      var state = path.base
      let lower = weights.scaled(
        RankedToken(
          token: token.token, probability: view.step(token.token, from: &state).probability))
      if lower.precedes(rank) { mass -= raise(lower.probability) }
    }
    return mass
  }

  @inline(__always)
  private func raise(_ value: Double) -> Double { power == 1 ? value : pow(value, power) }
}
