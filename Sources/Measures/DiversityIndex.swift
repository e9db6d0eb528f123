/// How diverse a text is, relative to as much real text: a ratio of Hill numbers.
struct DiversityIndex: Measure {
  let definition: MeasureDefinition
  private let number: @Sendable (FrequencyTable) -> Double?

  private static let source = "Hill 1973, Ecology 54(2)"

  /// Order 0: every type counts alike.
  static let types = DiversityIndex(
    definition: MeasureDefinition(
      name: "diversityIndex", title: "Diversity of outputs", unit: "", direction: .falls,
      definition: """
        Ratio of the Hill numbers of order 0: types of the generation's text to types of as many \
        tokens of the real text; 1 at generation 0.
        """, source: source)
  ) { $0.types > 0 ? Double($0.types) : nil }

  /// Order 1: types count by their frequency.
  static let entropy = DiversityIndex(
    definition: MeasureDefinition(
      name: "hill1Ratio", title: "Diversity of outputs, order 1", unit: "", direction: .falls,
      definition: """
        Ratio of the Hill numbers of order 1, 2^entropy (plug-in), of the generation's text and of \
        as many tokens of the real text, over types and <unk> as one cell.
        """, source: source)
  ) { Entropy.bits($0).map(Elementary.powerOf2) }

  /// Order 2: frequent types decide.
  static let simpson = DiversityIndex(
    definition: MeasureDefinition(
      name: "hill2Ratio", title: "Diversity of outputs, order 2", unit: "", direction: .falls,
      definition: """
        Ratio of the Hill numbers of order 2, 1/Σp², of the generation's text and of as many tokens \
        of the real text, over types and <unk> as one cell.
        """, source: source)
  ) { table in
    guard table.tokens > 0 else { return nil }
    let tokens = Double(table.tokens)
    return 1 / table.sumOverCells { $0 / tokens * ($0 / tokens) }
  }

  private init(
    definition: MeasureDefinition, number: @escaping @Sendable (FrequencyTable) -> Double?
  ) {
    self.definition = definition
    self.number = number
  }

  func value(of observation: Observation) -> Double? {
    guard let real = number(observation.reference.frequencies) else { return nil }
    return observation.frequencies.tokens > 0
      ? (number(observation.frequencies) ?? 0) / real : nil
  }
}
