public import Counting

/// Why a model cannot be estimated.
public enum LanguageModelError: Error, Equatable, CustomStringConvertible {
  /// The counts of counts do not give discounts and no fallback is allowed.
  case undefinedDiscounts(order: Int, counts: CountsOfCounts)
  /// More n-grams than entries can be numbered.
  case tooManyNgrams(Int)
  /// A parameter of a smoothing method lies outside its range.
  case outOfRange(parameter: String, value: Double, range: String)
  /// More pruning thresholds than the model has orders.
  case tooManyThresholds([Int], order: Int)
  /// A pruning threshold is lower than that of the order before.
  case fallingThresholds([Int])

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .undefinedDiscounts(let order, let counts):
      """
      the Kneser-Ney discounts of order \(order) cannot be estimated: \
      \(counts.one) n-grams occur once, \(counts.two) twice, \(counts.three) three times, \
      \(counts.four) four times; allow the discount fallback, lower the order or give more text
      """
    case .tooManyNgrams(let count):
      "\(count) n-grams are more than a model can hold (4,294,967,295); lower the order"
    case .outOfRange(let parameter, let value, let range):
      "\(parameter) is \(value); it must be \(range)"
    case .tooManyThresholds(let thresholds, let order):
      """
      there are \(thresholds.count) pruning thresholds (\(Self.list(thresholds))) for a model of \
      order \(order); give one for each order, or fewer: the last holds for all higher orders
      """
    case .fallingThresholds(let thresholds):
      """
      the pruning thresholds \(Self.list(thresholds)) fall; each must be as high as the one before, \
      because a frequent n-gram cannot stay without its parts
      """
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: " ")
  }
}
