internal import Counting
internal import LanguageModels
internal import Tokenization

extension MixtureTables {
  private static var scale: Double { 0x1p62 }

  /// Tables for draws at a temperature, or from a model without counts.
  ///
  /// With r = 1/T and q(w) = p(w | h)^r, every successor w of h has p(w | h) >= γ p(w | h'), so that
  ///
  ///     q(w) = [p(w | h)^r − (γ p(w | h'))^r] + γ^r p(w | h')^r
  ///
  /// is again a mixture of a non-negative part over the successors and a multiple of the same thing
  /// one order below. All weights of a context are taken beside its most probable token's, so that no
  /// temperature is too low for them. One pass from the shortest contexts to the longest gives all weights, which are
  /// then quantized once, to 62 bits. A file may hold successors that are less probable than their
  /// back-off makes them: those drawn from below are kept with the ratio.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - temperature: T.
  /// - Complexity: O(*m* · order · log *s*) for *m* n-grams in contexts of *s* successors; 16 bytes
  ///   per n-gram and per context.
  convenience init(weighing model: NgramModel, temperature: Double) {
    let weight = Tempering(temperature: temperature)
    let view = ModelView(model)
    let contextCount = model.contexts.count - 1
    let contexts = FlatBuffer<MixtureContext>(uninitialized: contextCount + 1)
    let successors = FlatBuffer<MixtureSuccessor>(uninitialized: model.successors.count)
    let keptShares =
      model.hasLosses ? FlatBuffer<UInt64>(repeating: .max, count: model.successors.count) : nil
    // Of each context the weight of all tokens, and the probability whose weight is 1.
    let totals = FlatBuffer<Double>(uninitialized: contextCount)
    let units = FlatBuffer<Double>(uninitialized: contextCount)
    var weights: [Double] = []
    for context in 0..<contextCount {
      let record = view.contexts[context]
      let first = Int(record.firstSuccessor)
      let end = Int(view.contexts[context + 1].firstSuccessor)
      weights.removeAll(keepingCapacity: true)
      var unit =
        context == 0 ? 0 : view.weight(of: record) * units.base[Int(record.backOff)]
      for index in first..<end { unit = max(unit, view.successors[index].probability) }
      units.base[context] = unit
      var own = 0.0
      var lost = 0.0
      for index in first..<end {
        let successor = view.successors[index]
        var lower = 0.0
        if context > 0 {
          var state = record.backOff
          lower = view.weight(of: record) * view.step(successor.token, from: &state).probability
        }
        guard unit > 0 else {
          weights.append(0)
          continue
        }
        let (full, below) = (weight(successor.probability / unit), weight(lower / unit))
        weights.append(max(0, full - below))
        own += max(0, full - below)
        if full < below {
          lost += below - full
          keptShares?.base[index] = Self.fraction(full / below)
        }
      }
      let backOff = Int(record.backOff)
      let below =
        context == 0 || unit == 0
        ? 0 : weight(view.weight(of: record) * units.base[backOff] / unit) * totals.base[backOff]
      totals.base[context] = max(0, own + below - lost)
      let share = own + below > 0 ? own / (own + below) : 0
      contexts.base[context] = MixtureContext(
        ownShare: context == 0 ? .max : Self.fraction(share), firstSuccessor: UInt32(first),
        backOff: record.backOff)
      var sum = 0.0
      for (index, weight) in zip(first..<end, weights) {
        sum += weight
        successors.base[index] = MixtureSuccessor(
          sum: own > 0 ? UInt64((min(sum / own, 1) * Self.scale).rounded()) : 0,
          token: view.successors[index].token, next: view.successors[index].next)
      }
    }
    contexts.base[contextCount] = MixtureContext(
      ownShare: 0, firstSuccessor: UInt32(model.successors.count), backOff: 0)
    self.init(
      model, contexts: contexts, successors: successors, floor: FlatBuffer([]),
      keptShares: keptShares, weight: weight)
  }

  /// A share as a 64-bit fraction; the highest number stands for all.
  private static func fraction(_ share: Double) -> UInt64 {
    share >= 1 ? .max : UInt64(max(0, share) * 0x1p64)
  }
}
