package import Measures

/// The share of each class of words, by frequency in the real text, that is still present.
package struct ClassSurvival: Sendable {
  private let facts: RunFacts

  /// Takes the facts of a run.
  package init(_ facts: RunFacts) { self.facts = facts }

  /// The survival of a class over the generations.
  package func series(_ index: Int) -> Series {
    facts.table.series("survival") { record in
      record.classSurvival.indices.contains(index) ? record.classSurvival[index] : nil
    }
  }

  /// The mean survival of a class in the last generation.
  package func last(_ index: Int) -> Double? { series(index).last?.mean }

  /// A class as a label, such as `3–5`, `1` or `101 or more`.
  package static func label(_ frequencyClass: FrequencyClass) -> String {
    let least = NumberText.integer(frequencyClass.least)
    guard let greatest = frequencyClass.greatest else { return "\(least) or more" }
    return greatest == frequencyClass.least
      ? least : "\(least)–\(NumberText.integer(greatest))"
  }

  /// A class in a sentence, such as `that occurred once`.
  static func phrase(_ frequencyClass: FrequencyClass) -> String {
    let label = label(frequencyClass)
    return label == "1" ? "that occurred once" : "that occurred \(label) times"
  }
}
