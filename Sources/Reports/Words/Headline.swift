package import Measures

/// One of the six numbers with which every report opens.
package struct Headline: Sendable {
  /// The measure over the generations.
  package var series: Series
  /// A short title.
  package var title: String
  /// What the number means, in one line.
  package var meaning: String
  /// Which way the measure goes when a language collapses.
  package var direction: MeasureDefinition.Direction
  /// How to write its values.
  package var values: ValueText
  /// Why there is no number, where there is none.
  package var absence: String

  /// How the measure moved.
  package var change: ChangeText { ChangeText(series, values) }

  /// Which way it goes in collapse, in words.
  package var expectation: String {
    switch direction {
    case .falls: "falls in collapse"
    case .rises: "rises in collapse"
    case .either: "may go either way"
    }
  }

  /// The interval of the last generation, or why there is none.
  package func interval(replicates: Int) -> String {
    let estimate = series.last ?? series.first
    if let text = values.interval(estimate) {
      return text == "no spread" ? "equal in all replicates" : "95\u{A0}% interval \(text)"
    }
    if estimate == nil { return absence }
    if series.name == "trainingStability" { return "over \(replicates) replicates" }
    return "one replicate: no interval"
  }

  /// The six headline measures, present or not, in their order.
  package static func all(_ facts: RunFacts) -> [Headline] {
    [
      measured(
        "accuracyTop1", "Model accuracy", "next words of real text guessed at the first try",
        .falls, "share", facts),
      measured(
        "diversityIndex", "Diversity of outputs", "variety of the text beside the real text's",
        .falls, "", facts),
      measured(
        "heldOutPerplexity", "Perplexity of real text",
        "words the model hesitates between on text it never saw", .rises, "", facts),
      measured(
        "overfittingRate", "Overfitting", "how much better it knows its own training text",
        .rises, "share", facts),
      Headline(
        series: facts.stability, title: "Training stability",
        meaning: "spread of perplexity between replicates; a steady training has little",
        direction: .rises,
        values: ValueText(unit: "share"), absence: "needs two replicates or more"),
      measured(
        "dataQuality", "Data quality", "composite score of a generation's text, 0 to 1", .falls,
        "", facts),
    ]
  }

  private static func measured(
    _ name: String, _ title: String, _ meaning: String,
    _ direction: MeasureDefinition.Direction, _ unit: String, _ facts: RunFacts
  ) -> Headline {
    let isKnown = facts.definitions.contains { $0.name == name }
    let definition = facts.definition(name)
    return Headline(
      series: facts.series(name), title: title, meaning: meaning,
      direction: isKnown ? definition.direction : direction,
      values: ValueText(unit: isKnown ? definition.unit : unit),
      absence: "not measured in this run")
  }
}
