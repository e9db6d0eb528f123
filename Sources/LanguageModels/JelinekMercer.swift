public import Counting

/// Jelinek–Mercer smoothing: relative frequencies of all orders, mixed (Jelinek and Mercer 1980; Chen
/// and Goodman 1998, section 2.3), with one weight for each order:
/// p(w | h) = λ_k c(hw) / c(h) + (1 − λ_k) p(w | h').
public struct JelinekMercer: SmoothingMethod, Equatable {
  /// The weight λ_k of each order's own relative frequencies, from order 1; above 0 and below 1.
  public var weights: [Double]

  /// Creates the method with given weights; the last one serves all higher orders.
  public init(weights: [Double]) {
    self.weights = weights.isEmpty ? [0.5] : weights
  }

  /// All orders use raw counts.
  public var usesContinuationCounts: Bool { false }

  /// The lower order gets (1 − λ) / λ times the count of the context.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int)
    -> (rule: SmoothingRule, note: String?)
  {
    let weight = weights[min(order, weights.count) - 1]
    let rule = InterpolationRule(discounts: .none, extra: .proportional((1 - weight) / weight))
    return (.interpolated(rule), nil)
  }
}
