public import Counting

/// Interpolated Witten–Bell smoothing (Bell, Cleary and Witten 1990, method C; Chen and Goodman 1998,
/// section 2.5).
///
/// A context hands on as much mass as it has distinct successors: with t(h) of them,
/// p(w | h) = (c(hw) + t(h) p(w | h')) / (c(h) + t(h)).
public struct WittenBell: SmoothingMethod, Equatable {
  /// Creates the method.
  public init() {}

  /// All orders use raw counts.
  public var usesContinuationCounts: Bool { false }

  /// Nothing is discounted; every distinct successor adds one to the lower order's mass.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int)
    -> (rule: SmoothingRule, note: String?)
  {
    (.interpolated(InterpolationRule(discounts: .none, extra: .types)), nil)
  }
}
