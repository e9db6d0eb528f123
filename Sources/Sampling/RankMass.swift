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
/// distribution, without listing it.
///
/// The tokens of a context h are its successors, those of its back-off h' that are no successors of
/// h (with γ times the probability), and so on. The mass before a rank is therefore a sum over the
/// levels: successors of the level that rank before, minus those of them that the level above has
/// already counted. With both sorted and summed once per context, a query costs a few binary
/// searches. This is what top-p asks of every token drawn.
struct RankMass {
  private let model: NgramModel
  private let power: Double
  private var known: [UInt32: RankedMasses] = [:]

  private static let mostRemembered = 1 << 17

  /// Prepares queries on p^(1/T).
  init(_ model: NgramModel, temperature: Double) {
    self.model = model
    power = 1 / temperature
  }

  /// The mass of all tokens (1 at temperature 1) after a context.
  mutating func total(after context: UInt32) -> Double {
    mass(before: RankedToken(token: .max, probability: -1), after: context)
  }

  /// The sum of p(u | context)^(1/T) over all tokens u that rank before a token.
  ///
  /// - Complexity: O(order · log *s*) once the context has been met.
  mutating func mass(before rank: RankedToken, after context: UInt32) -> Double {
    var mass = 0.0
    var weights = InlineArray<8, Double>(repeating: 1)
    var depth = 0
    var here = context
    while true {
      let level = masses(of: here)
      let scale = raise(product(weights, depth))
      mass += scale * level.own.mass { before(rank, $0, weights, depth) }
      guard here != 0 else { return mass }
      weights[depth] = model.contexts.base[Int(here)].backOffWeight
      depth += 1
      // The successors of this level must not count again below.
      let lowerScale = raise(product(weights, depth))
      mass -= lowerScale * level.lower.mass { before(rank, $0, weights, depth) }
      here = model.contexts.base[Int(here)].backOff
    }
  }

  private func before(
    _ rank: RankedToken, _ candidate: RankedToken, _ weights: borrowing InlineArray<8, Double>,
    _ depth: Int
  ) -> Bool {
    var probability = candidate.probability
    for level in (0..<depth).reversed() { probability *= weights[level] }
    return RankedToken(token: candidate.token, probability: probability).precedes(rank)
  }

  private func product(_ weights: borrowing InlineArray<8, Double>, _ depth: Int) -> Double {
    var product = 1.0
    for level in 0..<depth { product *= weights[level] }
    return product
  }

  private func raise(_ value: Double) -> Double { power == 1 ? value : pow(value, power) }

  private mutating func masses(of context: UInt32) -> RankedMasses {
    if let masses = known[context] { return masses }
    let view = ModelView(model)
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
