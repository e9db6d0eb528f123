internal import Foundation

/// A test of draws against distributions whose error is bounded for any number of draws, however
/// small the cells are.
///
/// With p̂ the shares of n draws over k cells, n·KL(p̂‖p) has at most the moment generating function
/// of a Gamma(k − 1) variable, (1 − t)^−(k−1) (Agrawal 2020, "Finite-Sample Concentration of the
/// Multinomial in Relative Entropy", arXiv:1904.02291). For independent sets of draws
/// these functions multiply, so that with d = Σ (k − 1) Chernoff's bound is
///
///     P(Σ n·KL >= x) <= e^(d − x) (x/d)^d    for x > d
///
/// Twice the sum is the statistic of the G-test. Its limit, chi-square, would need less than half as
/// many draws for the same power, but says nothing certain of cells that expect few of them.
package struct DivergenceTest: Sendable {
  /// Σ n·KL(p̂‖p).
  package private(set) var divergence = 0.0
  /// Σ (k − 1).
  package private(set) var freedom = 0
  /// Draws that have probability zero.
  package private(set) var impossible = 0

  /// Starts a test without draws.
  package init() {}

  /// Adds independent draws, as indices of cells, and the distribution they should follow.
  ///
  /// - Parameters:
  ///   - draws: The draws.
  ///   - weights: The distribution, not necessarily of sum 1.
  package mutating func add(_ draws: [Int], weights: [Double]) {
    var observed = [Int](repeating: 0, count: weights.count)
    for draw in draws { observed[draw] += 1 }
    let total = weights.reduce(0, +)
    freedom += max(0, weights.count { $0 > 0 } - 1)
    for (count, weight) in zip(observed, weights) where count > 0 {
      guard weight > 0 else {
        impossible += count
        continue
      }
      divergence += Double(count) * log(Double(count) * total / (Double(draws.count) * weight))
    }
  }

  /// A bound on the probability of so much divergence or more, if the draws follow their
  /// distributions.
  package var probability: Double { Self.tail(divergence, freedom: freedom) }

  /// Whether the draws are refused; wrongly with at most the probability `level`.
  package func refuses(at level: Double) -> Bool { impossible > 0 || probability < level }

  /// The bound for a divergence; without freedom there is none.
  package static func tail(_ divergence: Double, freedom: Int) -> Double {
    let d = Double(freedom)
    // With one cell the divergence is a rounding error.
    guard freedom > 0, divergence > d else { return 1 }
    return exp(d - divergence + d * log(divergence / d))
  }
}
