internal import LanguageModels

/// How often the right next token is among a model's most probable ones.
struct NextTokenHitRate: Measure {
  let definition: MeasureDefinition
  private let hits: @Sendable (NextTokenAccuracy) -> Int

  /// The most probable token is the right one.
  static let top1 = NextTokenHitRate(
    definition: MeasureDefinition(
      name: "accuracyTop1", title: "Next-token accuracy", unit: "share", direction: .falls,
      definition: """
        Share of the positions of held-out real text, sentence ends included, at which the most \
        probable next token of the generation's model is the right one.
        """, source: "Jurafsky and Martin, Speech and Language Processing, 3rd ed., chapter 3"),
    hits: \.top1)

  /// The right token is among the five most probable.
  static let top5 = NextTokenHitRate(
    definition: MeasureDefinition(
      name: "accuracyTop5", title: "Next-token accuracy, top five", unit: "share",
      direction: .falls,
      definition: """
        Share of the positions of held-out real text, sentence ends included, at which the right \
        next token is among the five most probable of the generation's model.
        """, source: "Jurafsky and Martin, Speech and Language Processing, 3rd ed., chapter 3"),
    hits: \.top5)

  func value(of observation: Observation) -> Double? {
    guard let accuracy = observation.accuracy, accuracy.positions > 0 else { return nil }
    return Double(hits(accuracy)) / Double(accuracy.positions)
  }

  func absence(in observation: Observation) -> String? {
    observation.accuracy == nil
      ? nil : "\(definition.name) is undefined: there is no position to predict."
  }
}
