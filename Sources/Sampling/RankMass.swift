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

/// How much probability mass ranks before a token in a context, over the whole smoothed
/// distribution, without listing it. This is what top-p asks of every token drawn.
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
  private var known: [UInt32: RankedMasses] = [:]
  private var levels = LevelWeights()
  private var added: [RankedToken] = []

  private static let mostRemembered = 1 << 17
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
  }

  /// Whether a token is among the fewest most probable ones whose mass reaches `share` of the whole.
  ///
  /// - Complexity: O(order · (log *s* + *f*)) once the short contexts have been met, *f* successors
  ///   being few.
  mutating func lies(_ rank: RankedToken, within share: Double, after context: UInt32) -> Bool {
    let unknown = unknownMass(after: context)
    let total = (isNormalized ? 1 : total(after: context)) - unknown.mass
    var extra = 0.0
    if let token = unknown.token, token.precedes(rank) { extra = unknown.mass }
    let goal = share * total
    let base = descend(from: context)
    let below = mass(before: rank, from: base)
    // Every token that ranks before by its probability in a shorter context does so in a longer one.
    if below - extra >= goal { return false }
    let above = addedMass(before: rank, from: context, to: base)
    // Nothing is counted less than once; the margin is for rounding.
    if above + below - extra < goal * (1 - 2e-12) { return true }
    let mass = below + exactlyAdded(before: rank, from: context, to: base)
    return SamplingStrategy.isBelow(mass - extra, goal: goal)
  }

  /// The mass of all tokens after a context.
  private mutating func total(after context: UInt32) -> Double {
    let last = RankedToken(token: .max, probability: -1)
    let base = descend(from: context)
    return mass(before: last, from: base) + exactlyAdded(before: last, from: context, to: base)
  }

  /// The mass of `<unk>`, which does not count where it may not be drawn.
  private func unknownMass(after context: UInt32) -> (mass: Double, token: RankedToken?) {
    guard !countsUnknown else { return (0, nil) }
    var state = context
    let probability = view.step(SpecialToken.unknown, from: &state).probability
    return (
      raise(probability), RankedToken(token: SpecialToken.unknown, probability: probability)
    )
  }

  // MARK: Levels

  /// Goes down to the nearest context that is sorted; the weights passed stay in ``levels``.
  private mutating func descend(from context: UInt32) -> UInt32 {
    levels.count = 0
    var here = context
    while !isSorted(here) {
      levels.push(view.contexts[Int(here)].backOffWeight)
      here = view.contexts[Int(here)].backOff
    }
    return here
  }

  private func isSorted(_ context: UInt32) -> Bool {
    if Int(context) < (model.contextStarts.count > 2 ? model.contextStarts[2] : 1) { return true }
    let first = view.contexts[Int(context)].firstSuccessor
    return Int(view.contexts[Int(context) + 1].firstSuccessor - first) > Self.fewSuccessors
  }

  /// The mass before a rank in a sorted context, under the weights passed on the way to it.
  private mutating func mass(before rank: RankedToken, from base: UInt32) -> Double {
    let depth = levels.count
    defer { levels.count = depth }
    var mass = 0.0
    var here = base
    while true {
      let level = masses(of: here)
      let weights = levels
      mass += raise(weights.product) * level.own.mass { weights.scaled($0).precedes(rank) }
      guard here != 0 else { return mass }
      levels.push(view.contexts[Int(here)].backOffWeight)
      // The successors of this level must not count again below.
      let lower = levels
      mass -= raise(lower.product) * level.lower.mass { lower.scaled($0).precedes(rank) }
      here = view.contexts[Int(here)].backOff
    }
  }

  /// The mass of the successors above a sorted context that rank before; what stands at two levels
  /// counts twice, so that this is an upper bound.
  private func addedMass(
    before rank: RankedToken, from context: UInt32, to base: UInt32
  ) -> Double {
    var mass = 0.0
    var weights = LevelWeights()
    var here = context
    while here != base {
      let record = view.contexts[Int(here)]
      let end = view.contexts[Int(here) + 1].firstSuccessor
      for index in Int(record.firstSuccessor)..<Int(end) {
        let successor = view.successors[index]
        let token = weights.scaled(
          RankedToken(token: successor.token, probability: successor.probability))
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
    before rank: RankedToken, from context: UInt32, to base: UInt32
  ) -> Double {
    added.removeAll(keepingCapacity: true)
    var mass = 0.0
    var weights = LevelWeights()
    var here = context
    while here != base {
      let record = view.contexts[Int(here)]
      let end = view.contexts[Int(here) + 1].firstSuccessor
      let longer = added.count
      for index in Int(record.firstSuccessor)..<Int(end) {
        let successor = view.successors[index]
        guard !added[..<longer].contains(where: { $0.token == successor.token }) else { continue }
        let token = weights.scaled(
          RankedToken(token: successor.token, probability: successor.probability))
        added.append(token)
        if token.precedes(rank) { mass += raise(token.probability) }
      }
      weights.push(record.backOffWeight)
      here = record.backOff
    }
    for token in added {
      var state = base
      let lower = weights.scaled(
        RankedToken(
          token: token.token, probability: view.step(token.token, from: &state).probability))
      if lower.precedes(rank) { mass -= raise(lower.probability) }
    }
    return mass
  }

  private func raise(_ value: Double) -> Double { power == 1 ? value : pow(value, power) }

  private mutating func masses(of context: UInt32) -> RankedMasses {
    if let masses = known[context] { return masses }
    let record = view.contexts[Int(context)]
    let end = Int(view.contexts[Int(context) + 1].firstSuccessor)
    var own: [RankedToken] = []
    var lower: [RankedToken] = []
    for index in Int(record.firstSuccessor)..<end {
      let successor = view.successors[index]
      own.append(RankedToken(token: successor.token, probability: successor.probability))
      if context != 0 {
        var state = record.backOff
        let below = view.step(successor.token, from: &state).probability
        lower.append(RankedToken(token: successor.token, probability: below))
      }
    }
    let masses = RankedMasses(
      own: SortedMass(own, raise: raise), lower: SortedMass(lower, raise: raise))
    if known.count >= Self.mostRemembered { known.removeAll(keepingCapacity: true) }
    known[context] = masses
    return masses
  }
}

/// The back-off weights passed on the way down, the longest context's first.
private struct LevelWeights {
  var count = 0
  private var weights = InlineArray<8, Double>(repeating: 1)

  @inline(__always)
  mutating func push(_ weight: Double) {
    weights[count] = weight
    count &+= 1
  }

  /// Their product.
  var product: Double {
    scaled(RankedToken(token: 0, probability: 1)).probability
  }

  /// A token of the level at hand as the longest context has it; multiplied from the shortest context
  /// outwards, as everywhere.
  @inline(__always)
  func scaled(_ token: RankedToken) -> RankedToken {
    var token = token
    var level = count
    while level > 0 {
      level &-= 1
      token.probability *= weights[level]
    }
    return token
  }
}

/// The successors of a context by their probability there and in its back-off.
private struct RankedMasses {
  let own: SortedMass
  let lower: SortedMass
}

/// Ranked tokens with running sums of their mass.
private struct SortedMass {
  private let tokens: [RankedToken]
  private let sums: [Double]

  init(_ unsorted: [RankedToken], raise: (Double) -> Double) {
    tokens = unsorted.sorted { $0.precedes($1) }
    var sum = 0.0
    sums =
      [0]
      + tokens.map { token in
        sum += raise(token.probability)
        return sum
      }
  }

  /// The mass of the leading tokens for which `isBefore` holds.
  func mass(_ isBefore: (RankedToken) -> Bool) -> Double {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(tokens[middle]) { low = middle + 1 } else { high = middle }
    }
    return sums[low]
  }
}
