/// How tokens are chosen from a model's distribution.
///
/// Temperature reshapes the whole smoothed distribution; top-k, top-p and min-p then cut it, each
/// applied to what the one before left, in that order. Ties are broken by token number.
public struct SamplingStrategy: Sendable, Equatable, Codable {
  /// T: probabilities are raised to the power 1 / T and renormalized.
  public var temperature: Double
  /// Keep the k most probable tokens.
  public var topK: Int?
  /// Keep the fewest most probable tokens whose mass reaches p (nucleus sampling).
  ///
  /// After Holtzman et al. (2020). Sums that differ by rounding alone count as equal.
  public var topP: Double?
  /// Keep tokens at least this fraction as probable as the most probable one.
  public var minP: Double?
  /// Always take the most probable token.
  public var greedy: Bool
  /// Whether `<unk>` may be drawn where a model knows it from its text.
  ///
  /// Where it may not and nothing else follows a context, the next shorter context is drawn from.
  public var allowsUnknown: Bool
  /// The most tokens in a sentence; a longer one is cut.
  public var maximalSentenceLength: Int

  /// Creates a strategy; without arguments, plain draws from the distribution.
  public init(
    temperature: Double = 1, topK: Int? = nil, topP: Double? = nil, minP: Double? = nil,
    greedy: Bool = false, allowsUnknown: Bool = false, maximalSentenceLength: Int = 1000
  ) {
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
    self.minP = minP
    self.greedy = greedy
    self.allowsUnknown = allowsUnknown
    self.maximalSentenceLength = maximalSentenceLength
  }

  /// Whether tokens are drawn from the distribution as it is.
  public var isPlain: Bool {
    temperature == 1 && topK == nil && topP == nil && minP == nil && !greedy
  }

  /// Whether the tokens that may follow a context are listed in any model.
  var usesLists: Bool {
    greedy || topK.map { $0 <= Self.fewTokens || topP ?? 1 < 1 } == true
  }

  /// Up to so many tokens of a context are listed; of more, tokens are drawn from the whole and refused.
  private static let fewTokens = 128

  /// Whether nothing but the number of tokens is limited.
  var limitsNumberAlone: Bool { topK != nil && !greedy && topP ?? 1 == 1 && minP == nil }

  /// What a token of a probability weighs.
  @inline(__always)
  var weight: Tempering { Tempering(temperature: temperature) }

  /// Whether a mass has not yet reached its goal, rounding apart.
  static func isBelow(_ mass: Double, goal: Double) -> Bool { mass < goal * (1 - 1e-12) }

  /// Checks the ranges.
  ///
  /// - Throws: ``SamplingError`` for the first setting out of range.
  public func validate() throws(SamplingError) {
    guard temperature > 0, temperature.isFinite else {
      throw .outOfRange(option: "temperature", value: "\(temperature)", range: "above 0")
    }
    if let topK, topK < 1 {
      throw .outOfRange(option: "top-k", value: "\(topK)", range: "1 or more")
    }
    if let topP, !(topP > 0 && topP <= 1) {
      throw .outOfRange(option: "top-p", value: "\(topP)", range: "above 0 and at most 1")
    }
    if let minP, !(minP >= 0 && minP <= 1) {
      throw .outOfRange(option: "min-p", value: "\(minP)", range: "from 0 to 1")
    }
    guard maximalSentenceLength >= 1 else {
      throw .outOfRange(
        option: "max-sentence-length", value: "\(maximalSentenceLength)", range: "1 or more")
    }
  }
}
