import Measures

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
    guard let first = values.first else { return nil }
    count = values.count
    // Equal values have exactly that value and no spread, whatever rounding makes of their sum.
    if values.allSatisfy({ $0 == first }) {
      mean = first
      halfWidth = values.count > 1 ? 0 : nil
      return
    }
    guard let interval = Interval(of: values) else { return nil }
    mean = interval.mean
    halfWidth = interval.high.map { $0 - interval.mean }
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
