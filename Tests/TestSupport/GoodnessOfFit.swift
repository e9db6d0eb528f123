/// Pearson's chi-square test of draws against a distribution.
package struct GoodnessOfFit: Sendable {
  /// How far the statistic lies above its mean, in standard deviations of a normal variable.
  package let z: Double
  /// Draws that have probability zero.
  package let impossible: Int
  /// The number of cells after pooling.
  package let cells: Int

  /// The bound of one test: a normal variable exceeds it once in 10^9, so that a thousand tests
  /// exceed it in less than one of 10^5 sets of seeds.
  package static let bound = 6.0

  /// Tests draws; cells with an expectation below 5 are pooled.
  ///
  /// - Parameters:
  ///   - draws: The draws, as indices of cells.
  ///   - weights: The distribution, not necessarily of sum 1.
  package init(_ draws: [Int], weights: [Double]) {
    var observed = [Int](repeating: 0, count: weights.count)
    for draw in draws { observed[draw] += 1 }
    let total = weights.reduce(0, +)
    impossible = zip(observed, weights).reduce(0) { $1.1 > 0 ? $0 : $0 + $1.0 }
    var statistic = 0.0
    var cells = 0
    var pool = (observed: 0.0, expected: 0.0)
    let order = weights.indices.filter { weights[$0] > 0 }.sorted { weights[$0] > weights[$1] }
    for cell in order {
      pool.observed += Double(observed[cell])
      pool.expected += Double(draws.count) * weights[cell] / total
      guard pool.expected >= 5 else { continue }
      statistic += (pool.observed - pool.expected) * (pool.observed - pool.expected) / pool.expected
      cells += 1
      pool = (0, 0)
    }
    if pool.expected > 0.5 {
      statistic += (pool.observed - pool.expected) * (pool.observed - pool.expected) / pool.expected
      cells += 1
    }
    self.cells = cells
    // Wilson and Hilferty 1931: the cube root of chi-square over its degrees of freedom is nearly
    // normal.
    let freedom = Double(max(1, cells - 1))
    let spread = 2 / (9 * freedom)
    z = cells < 2 ? 0 : (Self.cubeRoot(statistic / freedom) - 1 + spread) / spread.squareRoot()
  }

  /// Newton's iteration, so that no mathematics library is needed.
  private static func cubeRoot(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    var root = max(1, value)
    for _ in 0..<200 { root = (2 * root + value / (root * root)) / 3 }
    return root
  }
}
