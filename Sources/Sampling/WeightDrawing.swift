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

/// Draws from a model at a temperature, or from a model without counts.
///
/// With r = 1/T and q(w) = p(w | h)^r, every successor w of h has p(w | h) >= γ p(w | h'), so that
///
///     q(w) = [p(w | h)^r − (γ p(w | h'))^r] + γ^r p(w | h')^r
///
/// is again a mixture of a non-negative part over the successors and a multiple of the same thing one
/// order below. One pass from the shortest contexts to the longest gives all weights, which are then
/// quantized once, to 62 bits, so that draws are exact in integers. A file may hold successors that
/// are less probable than their back-off makes them: those drawn from below are kept with the ratio.
struct WeightDrawing: Sendable {
  private let model: NgramModel
  /// Running sums of the successors' weights, starting afresh in each context.
  private let sums: FlatBuffer<UInt64>
  /// The share of each context's own part, as a 64-bit fraction.
  private let ownShares: FlatBuffer<UInt64>
  /// For each successor, the share of its draws from below that is kept; nil where all are.
  private let keptShares: FlatBuffer<UInt64>?

  private static let scale = 0x1p62

  /// Prepares draws.
  ///
  /// - Complexity: O(*m*) for *m* n-grams (O(*m* · order) for a model without counts); 8 bytes per
  ///   n-gram and 16 per context.
  init(_ model: NgramModel, temperature: Double) {
    self.model = model
    let power = 1 / temperature
    let view = ModelView(model)
    let contextCount = model.contexts.count - 1
    let sums = FlatBuffer<UInt64>(uninitialized: model.successors.count)
    let ownShares = FlatBuffer<UInt64>(uninitialized: contextCount)
    let keptShares =
      model.hasLosses ? FlatBuffer<UInt64>(repeating: .max, count: model.successors.count) : nil
    let totals = FlatBuffer<Double>(uninitialized: contextCount)
    let raise = { (value: Double) in power == 1 ? value : pow(value, power) }
    var weights: [Double] = []
    for context in 0..<contextCount {
      let record = view.contexts[context]
      let first = Int(record.firstSuccessor)
      let end = Int(view.contexts[context + 1].firstSuccessor)
      weights.removeAll(keepingCapacity: true)
      var own = 0.0
      var lost = 0.0
      for index in first..<end {
        let successor = view.successors[index]
        var lower = 0.0
        if context > 0 {
          var state = record.backOff
          lower = record.backOffWeight * view.step(successor.token, from: &state).probability
        }
        let (full, below) = (raise(successor.probability), raise(lower))
        weights.append(max(0, full - below))
        own += weights[weights.count - 1]
        if full < below {
          lost += below - full
          keptShares?.base[index] = Self.fraction(full / below)
        }
      }
      let below = context == 0 ? 0 : raise(record.backOffWeight) * totals.base[Int(record.backOff)]
      totals.base[context] = max(0, own + below - lost)
      let share = own + below > 0 ? own / (own + below) : 0
      ownShares.base[context] = context == 0 ? .max : Self.fraction(share)
      var sum = 0.0
      for (offset, weight) in weights.enumerated() {
        sum += weight
        sums.base[first + offset] =
          own > 0 ? UInt64((min(sum / own, 1) * Self.scale).rounded()) : 0
      }
    }
    self.sums = sums
    self.ownShares = ownShares
    self.keptShares = keptShares
  }

  /// Draws the token after a context; nil where a million draws in a row were refused.
  @inline(__always)
  func draw(after context: UInt32, _ random: inout SentenceRandom) -> TokenID? {
    if let keptShares { return draw(after: context, &random, keeping: keptShares) }
    let view = ModelView(model)
    var here = context
    while true {
      if takesOwn(here, &random) { return drawOwn(here, view, &random) }
      here = view.contexts[Int(here)].backOff
    }
  }

  private func draw(
    after context: UInt32, _ random: inout SentenceRandom, keeping keptShares: FlatBuffer<UInt64>
  ) -> TokenID? {
    let view = ModelView(model)
    for _ in 0..<1_000_000 {
      if takesOwn(context, &random) { return drawOwn(context, view, &random) }
      let backOff = view.contexts[Int(context)].backOff
      guard let token = draw(after: backOff, &random, keeping: keptShares) else { return nil }
      let index = view.find(token, in: context)
      guard index >= 0 else { return token }
      let kept = keptShares.base[index]
      if kept == .max || random.next() < kept { return token }
    }
    return nil
  }

  @inline(__always)
  private func takesOwn(_ context: UInt32, _ random: inout SentenceRandom) -> Bool {
    let share = ownShares.base[Int(context)]
    return share == .max || random.next() < share
  }

  @inline(__always)
  private func drawOwn(
    _ context: UInt32, _ view: ModelView, _ random: inout SentenceRandom
  ) -> TokenID {
    let first = Int(view.contexts[Int(context)].firstSuccessor)
    let end = Int(view.contexts[Int(context) &+ 1].firstSuccessor)
    let point = random.next(below: sums.base[end &- 1])
    // The first running sum above the point.
    var low = first
    var width = end &- first
    while width > 0 {
      let half = width &>> 1
      if sums.base[low &+ half] <= point {
        low &+= half &+ 1
        width &-= half &+ 1
      } else {
        width = half
      }
    }
    return view.successors[low].token
  }

  /// A share as a 64-bit fraction; the highest number stands for all.
  private static func fraction(_ share: Double) -> UInt64 {
    share >= 1 ? .max : UInt64(max(0, share) * 0x1p64)
  }
}
