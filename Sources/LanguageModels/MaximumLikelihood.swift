public import Counting

/// Relative frequencies without any smoothing: p(w | h) = c(hw) / c(h).
///
/// A context that was never seen hands on to the longest suffix that was, so that every context has
/// a distribution; a token never seen after a seen context has probability zero. This is the
/// Wright–Fisher process of population genetics when a model learns from its own samples.
public struct MaximumLikelihood: SmoothingMethod, Equatable {
  /// Creates the method.
  public init() {}

  /// All orders use raw counts.
  public var usesContinuationCounts: Bool { false }

  /// Nothing is discounted.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int)
    -> (rule: SmoothingRule, note: String?)
  {
    (.interpolated(InterpolationRule(discounts: .none)), nil)
  }
}
