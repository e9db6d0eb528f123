/// A mean over replicates with its 95 % interval.
package struct Estimate: Sendable, Equatable {
  /// The mean.
  package var mean: Double
  /// Half the width of the 95 % interval; none with fewer than two replicates.
  package var halfWidth: Double?
  /// How many replicates took part.
  package var count: Int

  /// The mean and the t interval of values; none where there is no finite value.
  package init?(_ values: [Double]) {
    let values = values.filter(\.isFinite)
    guard !values.isEmpty else { return nil }
    let size = Double(values.count)
    // Deviations from the first value: equal values then give exactly that value and no spread.
    let first = values[0]
    let mean = first + values.reduce(0) { $0 + ($1 - first) } / size
    self.mean = mean
    self.count = values.count
    guard values.count > 1 else { return }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (size - 1)).squareRoot()
    self.halfWidth =
      StudentT.quantile975(degreesOfFreedom: values.count - 1)
      * deviation / size.squareRoot()
  }

  /// The lower end of the interval, or the mean itself.
  package var low: Double { mean - (halfWidth ?? 0) }
  /// The upper end of the interval, or the mean itself.
  package var high: Double { mean + (halfWidth ?? 0) }

  /// The coefficient of variation of values: standard deviation over mean; none for fewer than two.
  package static func variation(_ values: [Double]) -> Double? {
    let values = values.filter(\.isFinite)
    guard values.count > 1, let estimate = Estimate(values), estimate.mean != 0 else { return nil }
    let squares = values.reduce(0) { $0 + ($1 - estimate.mean) * ($1 - estimate.mean) }
    return (squares / Double(values.count - 1)).squareRoot() / estimate.mean.magnitude
  }
}

/// Quantiles of Student's t distribution.
package enum StudentT {
  private static let table: [Double] = [
    12.706, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
  ]

  /// The 97.5 % quantile: from a table up to 20 degrees of freedom, then by the Cornish–Fisher
  /// expansion (Abramowitz and Stegun 26.7.5), which is exact to four digits there.
  package static func quantile975(degreesOfFreedom: Int) -> Double {
    guard degreesOfFreedom > 0 else { return .infinity }
    if degreesOfFreedom <= table.count { return table[degreesOfFreedom - 1] }
    let z = 1.959963985
    let v = Double(degreesOfFreedom)
    let cube = z * z * z
    return z + (cube + z) / (4 * v) + (5 * cube * z * z + 16 * cube + 3 * z) / (96 * v * v)
  }
}
