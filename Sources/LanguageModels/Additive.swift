public import Counting

/// Additive smoothing (Lidstone; Laplace for λ = 1):
/// p(w | h) = (c(hw) + λ) / (c(h) + λ |V|), with h the last *N* − 1 tokens, or fewer after a sentence
/// start.
///
/// A context that was never seen is uniform; there is no lower order in between.
public struct Additive: SmoothingMethod, Equatable {
  /// What is added to every count; positive.
  public var lambda: Double

  /// Creates the method.
  public init(lambda: Double) {
    self.lambda = lambda
  }

  /// All orders use raw counts.
  public var usesContinuationCounts: Bool { false }

  /// λ|V| of the mass goes to the uniform distribution; shorter contexts are passed over unless they
  /// begin a sentence.
  public func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int) throws
    -> (rule: SmoothingRule, note: String?)
  {
    guard lambda > 0, lambda.isFinite else {
      throw LanguageModelError.outOfRange(
        parameter: "lambda", value: lambda, range: "above 0, and finite")
    }
    let rule = InterpolationRule(
      discounts: .none, extra: .constant(lambda * Double(support)),
      scope: order == highest ? .all : order == 1 ? .none : .sentenceStarts)
    return (.interpolated(rule), nil)
  }
}
