/// How the tokens of a training set descend from those of the one before: the regimes for which the
/// fate of a type has a closed form.
public enum LineageSchedule: Sendable, Equatable {
  /// D_g is all synthetic, and as large as the one before times `growth`.
  case replaceGrowing(growth: Double)
  /// A share of the tokens is drawn anew from the model, and the rest of D_(g−1) is kept.
  case partial(replacedShare: Double)
  /// Nothing is ever thrown away.
  case accumulate
  /// A share of D_0, the same tokens every time; the rest is synthetic.
  case mixSame(realShare: Double)
  /// A share is drawn anew from D_0 in every generation; the rest is synthetic.
  case mixRedrawn(realShare: Double)
  /// A share is real text never seen before; the rest is synthetic.
  case mixFresh(realShare: Double)

  /// D_g is all synthetic and as large as D_0.
  public static let replace = LineageSchedule.replaceGrowing(growth: 1)

  /// The schedule in words.
  var name: String {
    switch self {
    case .replaceGrowing(let growth):
      growth == 1 ? "all text replaced" : "all text replaced, growing by \(growth)"
    case .partial(let share): "a share of \(share) replaced"
    case .accumulate: "all text kept"
    case .mixSame(let share): "mixed with the same real text at a share of \(share)"
    case .mixRedrawn(let share): "mixed with redrawn real text at a share of \(share)"
    case .mixFresh(let share): "mixed with fresh real text at a share of \(share)"
    }
  }

  /// The probability that the line of one token of D_0 has died by generation 0, 1 … generations.
  ///
  /// Tokens of later real text head lines of their own.
  public func extinction(generations: Int) -> [Double] {
    var extinction = [0.0]
    for _ in 0..<max(0, generations) {
      extinction.append(childless(extinction[extinction.count - 1]))
    }
    return extinction
  }

  /// The generating function of the copies that one token leaves in the next training set.
  private func childless(_ s: Double) -> Double {
    switch self {
    case .replaceGrowing(let growth): Elementary.exponential(growth * (s - 1))
    case .partial(let share): (share + (1 - share) * s) * Elementary.exponential(share * (s - 1))
    case .accumulate: 0
    case .mixSame(let share), .mixRedrawn(let share), .mixFresh(let share):
      Elementary.exponential((1 - share) * (s - 1))
    }
  }

  /// A_g = a(ρ_0 + … + ρ_(g−1)) with ρ = 1 − q: how much real text, relative to D_0, the fresh real
  /// tokens up to generation g are worth.
  func immigration(generations: Int) -> [Double] {
    switch self {
    case .mixRedrawn(let share), .mixFresh(let share):
      var sum = 0.0
      return extinction(generations: generations).map { extinction in
        defer { sum += share * (1 - extinction) }
        return sum
      }
    default: return [Double](repeating: 0, count: max(0, generations) + 1)
    }
  }

  /// To what share of real text the types of D_g add up: ρ_g + A_g; empty where that is no share.
  ///
  /// A type of rate λ has Poisson(λ) tokens in D_0 whose lines live on with ρ_g, and Poisson(λA_g)
  /// living lines of later real tokens: it is present with probability 1 − exp(−λ(ρ_g + A_g)).
  public func effectiveShare(generations: Int) -> [Double] {
    switch self {
    case .mixSame, .mixRedrawn: return []
    case .replaceGrowing, .partial, .accumulate, .mixFresh:
      let immigration = immigration(generations: generations)
      return zip(extinction(generations: generations), immigration).map { 1 - $0 + $1 }
    }
  }

  /// The share A(a) of real text that a loop with a share `a` of fresh real text is worth in the
  /// long run: A = a Σ ρ_k, ρ_0 = 1, ρ_(k+1) = 1 − exp(−(1 − a)ρ_k).
  public static func stationaryShare(ofFresh share: Double) -> Double {
    guard share > 0 else { return 0 }
    var sum = 0.0
    var alive = 1.0
    // What is left of the sum is at most alive/share; vanishing shares would never end.
    var steps = 0
    while alive > 1e-16 * share, steps < 10_000_000 {
      steps += 1
      sum += alive
      alive = -Elementary.exponentialMinusOne(-(1 - share) * alive)
    }
    return min(1, share * sum)
  }
}
