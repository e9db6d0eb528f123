internal import LanguageModels

/// The share of held-out tokens that the vocabulary does not hold.
struct OutOfVocabularyRate: Measure {
  let definition = MeasureDefinition(
    name: "outOfVocabularyRate", title: "Unknown words in held-out real text", unit: "share",
    direction: .rises,
    definition: """
      Share of the scored tokens of held-out real text, sentence ends included, that lie outside the \
      vocabulary of the generation's model.
      """, source: "Jurafsky and Martin, Speech and Language Processing, 3rd ed., chapter 3")

  func value(of observation: Observation) -> Double? {
    guard let score = observation.heldOut, score.tokens > 0 else { return nil }
    return Double(score.outOfVocabulary) / Double(score.tokens)
  }
}

/// How long the n-grams are that a model knows of held-out text.
struct MatchedLength: Measure {
  let definition = MeasureDefinition(
    name: "matchedLength", title: "Mean matched n-gram of held-out real text", unit: "tokens",
    direction: .falls,
    definition: """
      Mean length of the longest n-gram ending at each scored token of held-out real text that the \
      generation's model holds; 1 where only the token itself is known or it is unknown.
      """, source: "KenLM's ngram_length (Heafield 2011)")

  func value(of observation: Observation) -> Double? {
    guard let score = observation.heldOut, score.tokens > 0 else { return nil }
    return Double(score.matchedLength) / Double(score.tokens)
  }
}

/// How much of a text survives being written out and read again.
struct RoundTripFidelity: Measure {
  let definition = MeasureDefinition(
    name: "roundTripFidelity", title: "Round-trip fidelity", unit: "share", direction: .either,
    definition: """
      Share of the tokens of the generation's text that come back unchanged when the text is written \
      for people and tokenized again.
      """, source: "textcollapse")

  func value(of observation: Observation) -> Double? { observation.roundTripFidelity }
}
