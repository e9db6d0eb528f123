/// Student's t distribution.
enum StudentT {
  /// The probability of a value of at most `t`.
  static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    guard degreesOfFreedom.isFinite else {
      return 0.5 * Elementary.errorFunctionComplement(-t / 2.0.squareRoot())
    }
    let x = degreesOfFreedom / (degreesOfFreedom + t * t)
    let tail = 0.5 * IncompleteBeta.regularized(x, a: degreesOfFreedom / 2, b: 0.5)
    return t > 0 ? 1 - tail : tail
  }

  /// The value that is not exceeded with probability `probability`; nil outside 0 < p < 1.
  ///
  /// By bisection on the upper tail: slow, but sure for every number of degrees of freedom.
  static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double? {
    guard probability > 0, probability < 1, degreesOfFreedom > 0 else { return nil }
    if probability == 0.5 { return 0 }
    if probability > 0.5 {
      return quantile(1 - probability, degreesOfFreedom: degreesOfFreedom).map { -$0 }
    }
    var low = -1.0
    while cumulative(low, degreesOfFreedom: degreesOfFreedom) > probability, low.isFinite {
      low *= 2
    }
    var high = 0.0
    for _ in 0..<200 {
      let middle = (low + high) / 2
      guard low < middle, middle < high else { break }
      if cumulative(middle, degreesOfFreedom: degreesOfFreedom) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}

/// The regularized incomplete beta function.
enum IncompleteBeta {
  /// I_x(a, b) for 0 ≤ x ≤ 1 and positive a and b.
  ///
  /// The continued fraction of Abramowitz and Stegun 26.5.8, evaluated by Lentz's method; the side
  /// of the symmetry I_x(a, b) = 1 − I_(1−x)(b, a) is taken on which it converges fast.
  static func regularized(_ x: Double, a: Double, b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - regularized(1 - x, a: b, b: a) }
    let front = Elementary.exponential(
      Elementary.logGamma(a + b) - Elementary.logGamma(a) - Elementary.logGamma(b)
        + a * Elementary.naturalLog(x) + b * Elementary.naturalLog(onePlus: -x))
    return front * fraction(x, a, b) / a
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var numerator = 1.0
    var denominator = 1 / kept(1 - (a + b) * x / (a + 1))
    var result = denominator
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      denominator = 1 / kept(1 + even * denominator)
      numerator = kept(1 + even / numerator)
      result *= denominator * numerator
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      denominator = 1 / kept(1 + odd * denominator)
      numerator = kept(1 + odd / numerator)
      let factor = denominator * numerator
      result *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return result
  }
}
