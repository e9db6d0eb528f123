extension [Double] {
  /// The probability of a mean as far from 0 as that of these differences, if the true one is 0.
  ///
  /// Student's paired t-test, two-sided; nil for fewer than two values. Differences that are all the same
  /// and not 0 have probability 0, and those that are all 0 have 1.
  package var pairedProbability: Double? {
    guard count > 1, let deviation = standardDeviation else { return nil }
    let mean = reduce(0, +) / Double(count)
    guard deviation > 0 else { return mean == 0 ? 1 : 0 }
    let t = mean / (deviation / Double(count).squareRoot())
    return Swift.min(1, 2 * StudentT.cumulative(-abs(t), degreesOfFreedom: Double(count - 1)))
  }
}
