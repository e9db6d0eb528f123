public import Counting

/// Interpolated absolute discounting (Ney, Essen and Kneser 1994; Chen and Goodman 1998, section 2.6):
/// one discount D = n1 / (n1 + 2 n2) for each order, on raw counts.
public struct AbsoluteDiscounting: SmoothingMethod, Equatable {
  /// The discount where an order has no n-gram seen once or none seen twice.
  public var fallback: Double

  /// Creates the method.
  public init(fallback: Double = 0.5) {
    self.fallback = fallback
  }

  /// All orders use raw counts.
  public var usesContinuationCounts: Bool { false }

  /// The one discount of the order.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int)
    -> (rule: SmoothingRule, note: String?)
  {
    SingleDiscount(counts, order: order, fallback: fallback).rule
  }
}

/// Interpolated Kneser–Ney smoothing with one discount D = n1 / (n1 + 2 n2) for each order
/// (Kneser and Ney 1995; Chen and Goodman 1998, section 2.7).
///
/// Like ``AbsoluteDiscounting``, but orders below the highest use continuation counts.
public struct KneserNey: SmoothingMethod, Equatable {
  /// The discount where an order has no n-gram seen once or none seen twice.
  public var fallback: Double

  /// Creates the method.
  public init(fallback: Double = 0.5) {
    self.fallback = fallback
  }

  /// Orders below the highest count distinct contexts.
  public var usesContinuationCounts: Bool { true }

  /// The one discount of the order.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int)
    -> (rule: SmoothingRule, note: String?)
  {
    SingleDiscount(counts, order: order, fallback: fallback).rule
  }
}

/// The discount of Ney, Essen and Kneser (1994), equation 33: D = n1 / (n1 + 2 n2).
struct SingleDiscount {
  let value: Double
  let rule: (rule: SmoothingRule, note: String?)

  init(_ counts: CountsOfCounts, order: Int, fallback: Double) {
    // Without n-grams seen once nothing, without any seen twice everything would be taken off.
    let isDefined = counts.one > 0 && counts.two > 0
    let (one, two) = (Double(counts.one), Double(counts.two))
    let discount = isDefined ? one / (one + 2 * two) : fallback
    value = discount
    rule = (
      .interpolated(
        InterpolationRule(
          discounts: Discounts(one: discount, two: discount, threePlus: discount))),
      isDefined
        ? nil
        : """
        The discount of order \(order) cannot be estimated (n1 \(counts.one), n2 \(counts.two)); \
        \(fallback) stands in.
        """
    )
  }
}
