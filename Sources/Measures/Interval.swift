/// A mean over replicates with its 95 % interval.
public struct Interval: Sendable, Equatable {
  /// The arithmetic mean.
  public let mean: Double
  /// The lower end of the interval; nil for a single value, which has none.
  public let low: Double?
  /// The upper end of the interval; nil for a single value.
  public let high: Double?
  /// The number of values.
  public let count: Int

  /// The mean of independent values and its interval by Student's t; nil if there are no values.
  ///
  /// - Parameters:
  ///   - values: The values, one for each replicate.
  ///   - confidence: How sure the interval is, between 0 and 1.
  public init?(of values: [Double], confidence: Double = 0.95) {
    guard !values.isEmpty else { return nil }
    count = values.count
    mean = values.reduce(0, +) / Double(values.count)
    guard let deviation = values.standardDeviation,
      let quantile = StudentT.quantile(
        0.5 + confidence / 2, degreesOfFreedom: Double(values.count - 1))
    else {
      low = nil
      high = nil
      return
    }
    let half = quantile * deviation / Double(values.count).squareRoot()
    low = mean - half
    high = mean + half
  }

  /// Whether the interval has no point in common with another; false if one of them is unknown.
  public func isApart(from other: Interval) -> Bool {
    guard let low, let high, let otherLow = other.low, let otherHigh = other.high else {
      return false
    }
    return high < otherLow || otherHigh < low
  }
}

extension [Double] {
  /// The sample standard deviation; nil for fewer than two values.
  var standardDeviation: Double? {
    guard count > 1 else { return nil }
    let mean = reduce(0, +) / Double(count)
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }
}
