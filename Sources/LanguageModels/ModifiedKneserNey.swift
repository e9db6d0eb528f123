public import Counting

/// Interpolated modified Kneser–Ney smoothing (Chen and Goodman 1998, section 4.1.6) with KenLM's
/// conventions.
///
/// Orders below the highest use continuation counts; each order has its own three discounts,
/// estimated from its own counts of counts. Text that a model wrote often has empty counts of
/// counts, so that discounts are undefined in normal use: ``fallback`` then replaces all three of
/// that order, as KenLM's `--discount_fallback` does, and a note says so.
public struct ModifiedKneserNey: SmoothingMethod, Equatable {
  /// The discounts of an order whose own cannot be estimated; nil makes that an error.
  public var fallback: Discounts?

  /// Creates the method.
  public init(fallback: Discounts? = Discounts(one: 0.5, two: 1, threePlus: 1.5)) {
    self.fallback = fallback
  }

  /// Orders below the highest count distinct contexts.
  public var usesContinuationCounts: Bool { true }

  /// The three discounts of the order.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int) throws
    -> (rule: SmoothingRule, note: String?)
  {
    if let discounts = Discounts(estimatedFrom: counts) {
      return (.interpolated(InterpolationRule(discounts: discounts)), nil)
    }
    guard let fallback else {
      throw LanguageModelError.undefinedDiscounts(order: order, counts: counts)
    }
    return (
      .interpolated(InterpolationRule(discounts: fallback)),
      """
      The Kneser-Ney discounts of order \(order) cannot be estimated \
      (n1 \(counts.one), n2 \(counts.two), n3 \(counts.three), n4 \(counts.four)); \
      \(fallback.one), \(fallback.two) and \(fallback.threePlus) stand in.
      """
    )
  }
}
