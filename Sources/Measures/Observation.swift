public import LanguageModels
public import Tokenization

/// What one generation of one replicate is measured on: plain data that the loop supplies.
///
/// What several measures need is worked out once, when the observation is made. Whatever the loop
/// does not supply stays nil, and the measures that rest on it are absent.
public struct Observation: Sendable {
  /// The generation, 0 for the real text.
  public let generation: Int
  /// The generation's own text S_g (D_0 for generation 0), cut to the compared number of tokens.
  public let text: TokenStream
  /// The type counts of ``text``.
  public let frequencies: FrequencyTable
  /// The real text, cut to the same number of tokens.
  public let reference: ReferenceText
  /// The type counts of the training set D_g.
  public let training: FrequencyTable
  /// M_g on held-out real text.
  public let heldOut: TextScore?
  /// The characters of that text, and what its unknown tokens cost to spell.
  public let heldOutSpelling: SpelledText?
  /// M_g on its own training text D_g.
  public let own: TextScore?
  /// M_0 on S_g.
  public let original: TextScore?
  /// The next-token accuracy of M_g on held-out real text.
  public let accuracy: NextTokenAccuracy?
  /// The share of tokens that survive being written as text and tokenized again.
  public let roundTripFidelity: Double?
  /// The share of the text's n-grams that stand verbatim in the text that its writer was trained on.
  public let copyRate: Double?
  /// Distinct n-grams per n-gram of the text, by length from 2.
  let distinctShares: [Int: Double?]
  /// The Jensen–Shannon divergence of the text from the real text, in bits.
  public let divergence: Double?

  /// Gathers what a generation is measured on.
  ///
  /// - Parameters:
  ///   - generation: The generation, 0 for the real text.
  ///   - text: S_g (D_0 for generation 0), cut to the compared number of tokens.
  ///   - reference: The real text, cut to the same number of tokens.
  ///   - trainingCounts: The counts of D_g by token number.
  ///   - writerTrainingText: D_{g-1}, whole: what the model that wrote S_g was trained on; nil for
  ///     generation 0, which no model wrote.
  ///   - heldOut: M_g on held-out real text.
  ///   - heldOutSpelling: The characters of that text.
  ///   - own: M_g on D_g.
  ///   - original: M_0 on S_g.
  ///   - accuracy: The next-token accuracy of M_g on held-out real text.
  ///   - roundTripFidelity: The share of tokens that survive text and tokenizer.
  ///   - threads: The most threads to use; the values are the same for any number.
  /// - Complexity: O(*n*) in the lengths of the two texts.
  public init(
    generation: Int, text: TokenStream, reference: ReferenceText, trainingCounts: [UInt32],
    writerTrainingText: TokenStream?, heldOut: TextScore? = nil,
    heldOutSpelling: SpelledText? = nil, own: TextScore? = nil,
    original: TextScore? = nil, accuracy: NextTokenAccuracy? = nil,
    roundTripFidelity: Double? = nil, threads: Int = 1
  ) {
    self.generation = generation
    self.text = text
    self.reference = reference
    self.heldOut = heldOut
    self.heldOutSpelling = heldOutSpelling
    self.own = own
    self.original = original
    self.accuracy = accuracy
    self.roundTripFidelity = roundTripFidelity
    frequencies = FrequencyTable(of: text, vocabularySize: trainingCounts.count)
    training = FrequencyTable(counts: trainingCounts)
    // The passes over n-grams are the costly part.
    distinctShares = DistinctGrams.distinctShares(of: text, threads: threads)
    copyRate = writerTrainingText.flatMap {
      CopyRate.share(of: text, copiedFrom: $0, threads: threads)
    }
    divergence = JensenShannonDivergence.bits(frequencies, reference.frequencies)
  }
}
