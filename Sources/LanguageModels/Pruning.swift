public import Tokenization

/// Which n-grams a model leaves out.
///
/// As in KenLM, an n-gram is left out where it occurs no more often than the threshold of its order,
/// or where it holds a word outside the vocabulary to keep. Discounts are estimated before. What is
/// left out keeps its place in the total T(h), and its mass goes to the lower order:
///
///     γ(h) = (Σ_kept min(D(a(hw)), a(hw)) + Σ_left out a(hw) + extra(h)) / T(h)
///
/// so that every context sums to 1 as before. A word that is left out has no probability at all: text
/// to be scored is encoded without it, so that it is `<unk>`, as it is when the model is read from a
/// file.
public struct Pruning: Sendable, Equatable {
  /// Nothing is left out.
  public static let none = Pruning()

  /// For each order from 1, the highest count that is left out; the last one holds for all higher
  /// orders.
  public var thresholds: [Int]
  /// The words to keep; nil keeps all.
  ///
  /// `<unk>` and the sentence boundary always stay.
  public var vocabulary: Set<TokenID>?

  /// Creates a pruning.
  ///
  /// - Parameters:
  ///   - thresholds: For each order from 1, the highest count that is left out; never falling.
  ///   - vocabulary: The words to keep; nil keeps all.
  public init(thresholds: [Int] = [], keeping vocabulary: Set<TokenID>? = nil) {
    self.thresholds = thresholds
    self.vocabulary = vocabulary
  }

  /// Whether nothing is left out.
  var isNone: Bool { vocabulary == nil && thresholds.allSatisfy { $0 == 0 } }

  /// The highest count of an order that is left out.
  func threshold(order: Int) -> Int {
    thresholds.isEmpty ? 0 : thresholds[min(order, thresholds.count) - 1]
  }

  /// Whether a token of a given count has to go.
  func drops(_ token: TokenID, count: Int) -> Bool {
    guard token >= SpecialToken.firstType else { return false }
    if let vocabulary, !vocabulary.contains(token) { return true }
    let threshold = threshold(order: 1)
    return threshold > 0 && count <= threshold
  }

  /// Checks that the thresholds fit a model.
  ///
  /// - Parameter order: The order of the model.
  /// - Throws: ``LanguageModelError`` with what is wrong.
  public func validate(order: Int) throws(LanguageModelError) {
    guard thresholds.count <= order else {
      throw .tooManyThresholds(thresholds, order: order)
    }
    if let negative = thresholds.first(where: { $0 < 0 }) {
      throw .outOfRange(
        parameter: "a pruning threshold", value: Double(negative), range: "0 or more")
    }
    guard zip(thresholds, thresholds.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw .fallingThresholds(thresholds)
    }
  }
}
