internal import LanguageModels

/// Two to the power of the bits that a model needs per token of a text.
struct Perplexity: Measure {
  let definition: MeasureDefinition
  private let score: @Sendable (Observation) -> TextScore?
  private let bits: @Sendable (TextScore) -> Double?

  private static let source =
    "Jelinek, Mercer, Bahl and Baker 1977; counted as in KenLM (Heafield 2011)"

  /// M_g on held-out real text: rises when a language collapses.
  static let heldOut = Perplexity(
    definition: MeasureDefinition(
      name: "heldOutPerplexity", title: "Perplexity of held-out real text", unit: "",
      direction: .rises,
      definition: """
        2 to the power of the cross-entropy in bits per token of the generation's model on held-out \
        real text. Sentence ends are scored tokens; a token outside the vocabulary is scored as \
        <unk>.
        """, source: source),
    score: \.heldOut, bits: \.crossEntropyBits)

  /// As ``heldOut``, over the tokens inside the vocabulary.
  static let heldOutWithoutOutOfVocabulary = Perplexity(
    definition: MeasureDefinition(
      name: "heldOutPerplexityWithoutOutOfVocabulary",
      title: "Perplexity of held-out real text without unknown words", unit: "",
      direction: .rises,
      definition: """
        As the perplexity of held-out real text, over the tokens inside the vocabulary only.
        """, source: source),
    score: \.heldOut, bits: \.crossEntropyBitsWithoutOutOfVocabulary)

  /// M_g on what it was trained on: falls when a language collapses.
  static let own = Perplexity(
    definition: MeasureDefinition(
      name: "ownPerplexity", title: "Perplexity of the model's own training text", unit: "",
      direction: .falls,
      definition: """
        2 to the power of the cross-entropy in bits per token of the generation's model on the \
        training set D_g from which it was estimated.
        """, source: source),
    score: \.own, bits: \.crossEntropyBits)

  /// S_g under M_0: what the first model thinks of what its descendants write.
  static let original = Perplexity(
    definition: MeasureDefinition(
      name: "originalPerplexity", title: "Perplexity under the original model", unit: "",
      direction: .falls,
      definition: """
        2 to the power of the cross-entropy in bits per token of the model of generation 0 on the \
        text that the generation wrote.
        """,
      source: "Shumailov et al. 2024, doi:10.1038/s41586-024-07566-y"),
    score: \.original, bits: \.crossEntropyBits)

  func value(of observation: Observation) -> Double? {
    score(observation).flatMap(bits).map(Elementary.powerOf2)
  }

  func absence(in observation: Observation) -> String? {
    guard let score = score(observation) else { return nil }
    if score.zeroProbability > 0 {
      return """
        \(definition.name) is infinite: the model gives probability zero to \
        \(score.zeroProbability) of \(score.tokens) tokens.
        """
    }
    return "\(definition.name) is undefined: there is no token to score."
  }
}
