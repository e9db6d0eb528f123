package import Measures

/// Values of a measure in words, by its unit.
package struct ValueText: Sendable {
  /// The unit of the measure.
  package var unit: String

  /// Takes the unit of a measure.
  package init(_ definition: MeasureDefinition) { unit = definition.unit }

  /// Takes a unit.
  package init(unit: String) { self.unit = unit }

  /// Whether values are shares, to be read in per cent.
  package var isShare: Bool { unit == "share" }
  /// Whether values are counts of whole things; means of tokens are not.
  package var isCount: Bool { unit == "types" }

  /// A value without its unit, save the per cent sign.
  package func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return NumberText.absent }
    if isShare { return NumberText.percent(value) }
    if isCount { return NumberText.integer(value) }
    return NumberText.significant(value)
  }

  /// A value as it stands in a sentence.
  package func phrase(_ value: Double?) -> String {
    let text = number(value)
    guard text != NumberText.absent, unit == "bits" else { return text }
    return text + "\u{A0}bits"
  }

  /// The 95 % interval of an estimate, such as `27.4–28.6 %`; none without replicates.
  package func interval(_ estimate: Estimate?) -> String? {
    guard let estimate, let halfWidth = estimate.halfWidth else { return nil }
    guard halfWidth > 0 else { return "no spread" }
    if isShare {
      let percent = halfWidth * 100
      let places = percent >= 5 ? 0 : percent >= 0.05 ? 1 : 2
      let ends = ends(estimate)
      let low = NumberText.percent(ends.low, places: places)
      return low.dropLast(2) + "–" + NumberText.percent(ends.high, places: places)
    }
    if isCount {
      return NumberText.integer(estimate.low) + "–" + NumberText.integer(estimate.high)
    }
    let digits = digits(of: estimate.mean, to: halfWidth)
    return NumberText.significant(estimate.low, digits: digits) + "–"
      + NumberText.significant(estimate.high, digits: digits)
  }

  /// The ends of an interval as they are shown: that of a share goes no further than 0 and 1, where
  /// its mean lies between them.
  package func ends(_ estimate: Estimate) -> (low: Double, high: Double) {
    guard isShare, (0...1).contains(estimate.mean) else { return (estimate.low, estimate.high) }
    return (Swift.max(0, estimate.low), Swift.min(1, estimate.high))
  }

  /// A mean with half the width of its interval, such as `612 ± 4.1`.
  package func plusMinus(_ estimate: Estimate?) -> String {
    guard let estimate else { return NumberText.absent }
    guard let halfWidth = estimate.halfWidth, halfWidth > 0 else { return number(estimate.mean) }
    if isShare {
      let places = halfWidth >= 0.0095 ? 0 : halfWidth >= 0.00095 ? 1 : 2
      return NumberText.percent(estimate.mean, places: places).dropLast(2) + " ± "
        + NumberText.percent(halfWidth, places: places)
    }
    return number(estimate.mean) + " ± " + NumberText.significant(halfWidth, digits: 2)
  }

  private func digits(of mean: Double, to halfWidth: Double) -> Int {
    guard mean != 0 else { return 3 }
    return Swift.min(
      8, Swift.max(3, NumberText.exponent(mean) - NumberText.exponent(halfWidth) + 1))
  }
}
