import Measures

/// Definitions as a catalogue would give them.
enum DemoDefinitions {
  static let all: [MeasureDefinition] = [
    make("heldOutPerplexity", "Perplexity of held-out real text", "", .rises),
    make(
      "heldOutPerplexityWithoutOutOfVocabulary", "Perplexity of held-out text, known words only",
      "",
      .rises),
    make("ownPerplexity", "Perplexity of its own text", "", .falls),
    make("originalPerplexity", "Perplexity of its text under generation 0", "", .either),
    make("vocabularySize", "Vocabulary", "types", .falls),
    make("retainedVocabulary", "Retained vocabulary", "share", .falls),
    make("typeTokenRatio", "Type-token ratio", "", .falls),
    make("hapaxRatio", "Hapax ratio", "share", .falls),
    make("missingMass", "Missing mass", "share", .falls),
    make("entropy", "Entropy", "bits", .falls),
    make("distinct1", "Distinct-1", "share", .falls),
    make("distinct2", "Distinct-2", "share", .falls),
    make("distinct3", "Distinct-3", "share", .falls),
    make("distinct4", "Distinct-4", "share", .falls),
    make("accuracyTop1", "Next-token accuracy, first guess", "share", .falls),
    make("accuracyTop5", "Next-token accuracy, five guesses", "share", .falls),
    make("matchedLength", "Matched n-gram length", "tokens of context", .falls),
    make("jensenShannonDivergence", "Jensen–Shannon divergence to the real text", "bits", .rises),
    make("overfittingGap", "Overfitting gap", "bits", .rises),
    make("overfittingRate", "Overfitting rate", "share", .rises),
    make("outOfVocabularyRate", "Out-of-vocabulary rate", "share", .rises),
    make("diversityIndex", "Diversity index", "", .falls),
    make("copyRate", "Copy rate", "share", .rises),
    make("dataQuality", "Data quality", "", .falls),
    make("roundTripFidelity", "Round-trip fidelity", "share", .either),
  ]

  private static func make(
    _ name: String, _ title: String, _ unit: String, _ direction: MeasureDefinition.Direction
  ) -> MeasureDefinition {
    MeasureDefinition(
      name: name, title: title, unit: unit, direction: direction,
      definition: "Computed on texts cut to the same number of tokens; here stands the formula.",
      source: "Manning and Schütze 1999, section 1.4")
  }
}
