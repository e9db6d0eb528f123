import Comparisons
import Measures

/// The numbers of a comparison as tables.
struct ComparisonTables {
  let comparison: Comparison
  let facts: [RunFacts]
  /// The runs with fresh real text, for the texts that have one.
  let mixed: [RunFacts?]
  let differences: [PairedDifference]

  /// The measures in which runs are held against one another; bits per character only within a language.
  static let tested = [
    "retainedVocabulary", "heldOutPerplexity", "heldOutBitsPerCharacter", "accuracyTop1",
    "diversityIndex", "entropy",
  ]

  init(_ comparison: Comparison, _ definitions: [MeasureDefinition]) {
    self.comparison = comparison
    facts = comparison.entries.map { RunFacts(record: $0.record, definitions: definitions) }
    mixed = comparison.entries.map { entry in
      entry.mixed.map { RunFacts(record: $0, definitions: definitions) }
    }
    let tested = Self.tested.filter {
      $0 != "heldOutBitsPerCharacter" || !comparison.areLanguagesMixed
    }
    differences = PairedDifference.all(comparison, measures: tested)
  }

  /// How rich the real texts are.
  var richness: DataTable {
    let measures = ["typeTokenRatio", "hapaxRatio", "missingMass", "entropyChaoShen"]
    let names = ["types per token", "words that occur once", "mass of words never seen", "entropy"]
    let diversity = comparison.diversity
    return DataTable(
      columns: ["text", "tokens", "words"] + (diversity.map { [Self.head($0.tokens)] } ?? [])
        + names,
      rows: zip(comparison.entries, facts).enumerated().map { index, item in
        let (entry, facts) = item
        return [
          entry.label, NumberText.integer(entry.record.manifest.corpus.trainingTokens),
          NumberText.integer(entry.record.manifest.corpus.types),
        ] + (diversity.map { [Self.text($0.points[index])] } ?? [])
          + measures.map { ValueText(facts.definition($0)).number(facts.series($0).first?.mean) }
      })
  }

  private static func head(_ tokens: Int) -> String {
    "different words in \(NumberText.integer(tokens)) drawn at random"
  }

  /// Types with half of their 95 % interval.
  static func text(_ point: DiversityPoint?) -> String {
    guard let point else { return NumberText.absent }
    return NumberText.significant(point.types) + " ± "
      + NumberText.significant(point.halfWidth, digits: 2)
  }

  /// How fast the runs collapse, and what the law says of it.
  var speed: DataTable {
    DataTable(
      columns: [
        "text", "words kept at the end", "expected by the law", "half of the words gone after",
        "perplexity doubled after", "bits per character, first and last",
        "a quarter of the accuracy gone after",
        "fresh text to keep half as many words",
      ],
      rows: zip(comparison.entries, facts).map { entry, facts in
        let speed = CollapseSpeed(entry.record)
        let series = facts.series("retainedVocabulary")
        let expected = Self.expected(facts)
        let fresh = FreshShare.needed(
          toKeep: FreshShare.half, entry.record.manifest.frequencyClasses)
        return [
          entry.label, ValueText(unit: "share").plusMinus(series.last),
          expected.map { NumberText.percent($0) } ?? NumberText.absent,
          Self.text(speed.vocabularyHalfLife), Self.text(speed.perplexityDoubling),
          ends("heldOutBitsPerCharacter", facts), Self.text(speed.accuracyQuarterLoss),
          fresh.map { "about " + NumberText.percent($0, places: $0 < 0.1 ? 1 : 0) }
            ?? "not to be had",
        ]
      })
  }

  /// What the law expects of a measure at the end.
  static func expected(_ facts: RunFacts, of measure: String = "retainedVocabulary") -> Double? {
    let law = facts.theory(of: measure).first?.values ?? []
    return law.indices.contains(facts.lastGeneration) ? law[facts.lastGeneration] : nil
  }

  /// A measure in the first and the last generation.
  func ends(_ name: String, _ facts: RunFacts) -> String {
    let values = ValueText(facts.definition(name))
    let series = facts.series(name)
    let last = series.last.map { " → " + values.number($0.mean) } ?? ""
    return values.number(series.first?.mean) + last
  }

  private static func text(_ time: CollapseSpeed.Time) -> String {
    guard let interval = time.interval else { return "not reached" }
    let mean = NumberText.significant(interval.mean, digits: 2)
    let some = time.reached < time.of ? " (\(time.reached) of \(time.of) runs)" : ""
    // Of some of the runs alone, those that were fast, an interval would say too much.
    guard let high = interval.high, high > interval.mean, some.isEmpty else { return mean + some }
    return mean + " ± " + NumberText.significant(high - interval.mean, digits: 2) + some
  }

  /// Which differences at the end are real.
  var tests: DataTable {
    DataTable(
      columns: ["measure", "texts", "difference", "95\u{A0}% interval", "p, adjusted", "real"],
      rows: differences.map { item in
        let definition = facts[item.first].definition(item.measure)
        let values = ValueText(definition)
        let (low, high) = (item.difference.low, item.difference.high)
        let range = low.flatMap { low in
          high.map { "\(values.number(low)) to \(values.number($0))" }
        }
        return [
          definition.title,
          "\(comparison.entries[item.second].label) less \(comparison.entries[item.first].label)",
          values.number(item.difference.mean), range ?? NumberText.absent,
          item.adjusted.map { $0 < 0.0001 ? "< 0.0001" : NumberText.significant($0, digits: 2) }
            ?? NumberText.absent,
          item.adjusted == nil ? "one replicate" : item.isReal ? "yes" : "not clear",
        ]
      })
  }

  /// Rows whose last cell is `yes`, and the others.
  func separated(_ table: DataTable) -> (real: DataTable, others: DataTable) {
    func rows(_ isReal: Bool) -> DataTable {
      DataTable(columns: table.columns, rows: table.rows.filter { ($0.last == "yes") == isReal })
    }
    return (rows(true), rows(false))
  }

  /// The measures at both ends.
  var measures: DataTable {
    let names =
      facts.first?.measureNames.filter { name in facts.contains { !$0.series(name).isEmpty } } ?? []
    return DataTable(
      columns: ["measure"] + comparison.entries.map(\.label),
      rows: names.map { name in
        [facts[0].definition(name).title]
          + facts.map { ends(name, $0) }
      })
  }

  /// The settings in which the runs differ; nil if in none.
  var settings: DataTable? {
    let settings = comparison.differingSettings
    guard !settings.isEmpty else { return nil }
    return DataTable(
      columns: ["setting"] + comparison.entries.map(\.label),
      rows: settings.map { setting in
        [setting.name] + setting.values.map { $0.map(SettingText.text) ?? NumberText.absent }
      })
  }
}
