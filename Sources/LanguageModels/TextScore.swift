/// What a model says of a text: sums from which perplexities follow.
///
/// As in KenLM's `query`, the sentence end is a scored token, a token outside the vocabulary is
/// scored as `<unk>`, and tokens after it are scored with the shortened context.
public struct TextScore: Sendable, Equatable, Codable {
  /// Scored tokens, sentence ends included.
  public var tokens: Int
  /// Scored tokens outside the vocabulary.
  public var outOfVocabulary: Int
  /// Tokens to which the model gives probability zero; they are left out of the sums.
  public var zeroProbability: Int
  /// Sum of log2 p over all scored tokens of positive probability.
  public var log2Probability: Double
  /// The part of ``log2Probability`` that is due to tokens outside the vocabulary.
  public var log2ProbabilityOutOfVocabulary: Double
  /// Sum over tokens of the length of the n-gram that matched (1 = unigram; a token outside the
  /// vocabulary counts 1).
  public var matchedLength: Int

  /// Creates a score; all zero is that of an empty text.
  public init(
    tokens: Int = 0, outOfVocabulary: Int = 0, zeroProbability: Int = 0,
    log2Probability: Double = 0, log2ProbabilityOutOfVocabulary: Double = 0, matchedLength: Int = 0
  ) {
    self.tokens = tokens
    self.outOfVocabulary = outOfVocabulary
    self.zeroProbability = zeroProbability
    self.log2Probability = log2Probability
    self.log2ProbabilityOutOfVocabulary = log2ProbabilityOutOfVocabulary
    self.matchedLength = matchedLength
  }

  /// Bits per token, tokens outside the vocabulary included; infinite if any token has probability
  /// zero, nil for an empty text.
  public var crossEntropyBits: Double? {
    guard tokens > 0 else { return nil }
    return zeroProbability > 0 ? .infinity : -log2Probability / Double(tokens)
  }

  /// Bits per token over the tokens inside the vocabulary only.
  public var crossEntropyBitsWithoutOutOfVocabulary: Double? {
    guard tokens > outOfVocabulary else { return nil }
    return zeroProbability > 0
      ? .infinity
      : -(log2Probability - log2ProbabilityOutOfVocabulary) / Double(tokens - outOfVocabulary)
  }
}
