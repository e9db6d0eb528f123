package import Measures

/// A run as every kind of report sees it: the record, its definitions, and what follows from both.
package struct RunFacts: Sendable {
  /// The record that the report is made from.
  package let record: RunRecord
  /// The definitions in the order of the catalogue.
  package let definitions: [MeasureDefinition]
  /// The records by generation.
  package let table: GenerationTable
  private let byName: [String: MeasureDefinition]

  /// Collects the facts of a run.
  package init(record: RunRecord, definitions: [MeasureDefinition]) {
    self.record = record
    self.definitions = definitions
    table = GenerationTable(record.generations)
    byName = Dictionary(definitions.map { ($0.name, $0) }) { first, _ in first }
  }

  /// What was run.
  package var manifest: RunManifest { record.manifest }
  /// The last generation; 0 when there is none but the real text.
  package var lastGeneration: Int { table.generations.last ?? 0 }
  /// How many replicates the run has.
  package var replicateCount: Int { table.replicates.count }
  /// A title for people.
  package var title: String {
    let title = manifest.title
    return title.contains { !$0.isWhitespace } ? title : "untitled run"
  }

  /// The definition of a measure; one made from its name where the catalogue has none.
  package func definition(_ name: String) -> MeasureDefinition {
    byName[name]
      ?? MeasureDefinition(
        name: name, title: Self.words(of: name), unit: "", direction: .either, definition: "",
        source: "")
  }

  /// The measures to list: those of the catalogue, then those that only the records know.
  package var measureNames: [String] {
    let known = definitions.map(\.name)
    let present = Set(record.generations.flatMap(\.measures.keys)).subtracting(known)
    return known + present.sorted()
  }

  /// A measure over the generations.
  package func series(_ name: String) -> Series { table.series(name) }

  /// What theory expects of a measure.
  package func theory(of name: String) -> [TheoryCurve] {
    manifest.theory.filter { $0.measure == name && !$0.values.isEmpty }
  }

  /// The spread of held-out perplexity over replicates, by generation (coefficient of variation).
  package var stability: Series {
    let estimates = table.generations.map { generation in
      Estimate.variation(table.values(of: "heldOutPerplexity", in: generation)).flatMap {
        Estimate([$0])
      }
    }
    return Series(name: "trainingStability", estimates: estimates, change: nil)
  }

  /// The regime that made the training sets, if the configuration names one.
  package var regime: String? {
    guard case .string(let regime) = manifest.configuration["regime"] else { return nil }
    return regime
  }

  /// Whether a word that is lost once can never return.
  package var isLossFinal: Bool { regime == "replace" }
  /// What a lost word is called: it is extinct only where it cannot return.
  package var lost: String { isLossFinal ? "extinct" : "missing" }

  /// The share of the last training set that models wrote, over all replicates.
  package var syntheticShare: Double? {
    let records = table.records(of: lastGeneration)
    let tokens = records.reduce(0) { $0 + $1.trainingTokens }
    guard tokens > 0, lastGeneration > 0 else { return nil }
    return Double(records.reduce(0) { $0 + $1.syntheticTokens }) / Double(tokens)
  }

  private static func words(of name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase {
        result += " " + character.lowercased()
      } else {
        result.append(character)
      }
    }
    return result
  }
}
