public import Counting

/// Katz back-off with Good–Turing discounts (Katz 1987; Chen and Goodman 1998, section 2.4).
///
/// With n_r n-grams of an order counted r times, r* = (r + 1) n_(r+1) / n_r and k = 5, a count r of at
/// most k becomes d_r r, where (Katz 1987, equation 15)
///
///     d_r = (r*/r − μ) / (1 − μ)        μ = (k + 1) n_(k+1) / n_1
///
/// and higher counts stay as they are. What is taken off goes to what was not seen, and only to that:
/// a ``BackOffRule``. Raw counts at every order; of the unigrams, the tokens of the floor that were
/// not seen share what is left equally.
///
/// Text that a model wrote often has empty counts of counts, so that discounts are unsound in normal
/// use: μ is not below 1, or some d_r is undefined, not above 0 or above 1. Then k is lowered for that
/// order until all are sound, and a note says so. (With k = 1, d_1 is 0, so that 2 is the lowest.)
/// Where no k is left, the one discount of Ney, Essen and Kneser, n_1 / (n_1 + 2 n_2), is taken off
/// counts up to 5, or 1/2 where that is undefined, too.
public struct Katz: SmoothingMethod, Equatable {
  /// The highest count that is discounted, k.
  static let highestDiscounted = 5

  /// Creates the method.
  public init() {}

  /// All orders use raw counts.
  public var usesContinuationCounts: Bool { false }

  /// Only what was not seen has a share of the lower order.
  public var isInterpolated: Bool { false }

  /// The Good–Turing discounts of the order.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int)
    -> (rule: SmoothingRule, note: String?)
  {
    for limit in stride(from: Self.highestDiscounted, through: 2, by: -1) {
      guard let discounts = Self.discounts(upTo: limit, counts) else { continue }
      return (
        .backOff(BackOffRule(discounts: discounts)),
        limit == Self.highestDiscounted ? nil : Self.note(order, limit, counts)
      )
    }
    // Turing's mass for the unseen, n_1, is nearly kept: without it, lost words would cost a judge
    // far more in one generation than in the one before.
    let discount = SingleDiscount(counts, order: order, fallback: 0.5).value
    let discounts = [Double](repeating: discount, count: Self.highestDiscounted)
    return (.backOff(BackOffRule(discounts: discounts)), Self.note(order, nil, counts))
  }

  /// What is taken off counts from 1 to k; nil where they are not sound.
  private static func discounts(upTo limit: Int, _ counts: CountsOfCounts) -> [Double]? {
    let n = [counts.one, counts.two, counts.three, counts.four, counts.five, counts.six].map(
      Double.init)
    let share = Double(limit + 1) * n[limit] / n[0]
    guard share < 1 else { return nil }
    let discounts = (1...limit).map { count -> Double in
      let turing = Double(count + 1) * n[count] / n[count - 1]
      let ratio = (turing / Double(count) - share) / (1 - share)
      // Rounding must not lift a 0.
      return ratio > 1e-9 && ratio <= 1 ? Double(count) * (1 - ratio) : .nan
    }
    return discounts.contains { $0.isNaN } ? nil : discounts
  }

  private static func note(_ order: Int, _ limit: Int?, _ counts: CountsOfCounts) -> String {
    let numbers = [
      counts.one, counts.two, counts.three, counts.four, counts.five, counts.six,
    ].map(String.init).joined(separator: ", ")
    let remedy =
      limit.map { "only counts up to \($0) are discounted" }
      ?? "n1 / (n1 + 2 n2), or 0.5 where that is undefined, is taken off them instead"
    return """
      The Good-Turing discounts of order \(order) cannot be estimated up to a count of \
      \(highestDiscounted) (n1 to n6: \(numbers)); \(remedy).
      """
  }
}
