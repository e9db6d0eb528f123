import Comparisons
import Measures

/// The runs with the fresh real text that the law of mixing asks for, beside the law and the runs without.
struct MixedRuns {
  let tables: ComparisonTables

  /// What the share is meant to do, and when.
  static let longRun =
    "The share is that with which training sets have half as many different words as the real text in the long run, "
    + "many generations on."

  /// What is held against the law.
  static let measure = "trainingVocabulary"

  private struct Outcome {
    var label: String
    var share: Double
    var mixed: RunFacts
    var plain: RunFacts
    var expected: Double?
    var measured: Estimate?
  }

  private var outcomes: [Outcome] {
    zip(tables.comparison.entries, zip(tables.facts, tables.mixed)).compactMap { entry, facts in
      guard let mixed = facts.1, let share = mixed.realShare else { return nil }
      return Outcome(
        label: entry.label, share: share, mixed: mixed, plain: facts.0,
        expected: ComparisonTables.expected(mixed, of: Self.measure),
        measured: mixed.series(Self.measure).last)
    }
  }

  /// The law beside what was measured; nil if no text was run again.
  var table: DataTable? {
    let outcomes = outcomes
    guard !outcomes.isEmpty else { return nil }
    let shares = ValueText(unit: "share")
    return DataTable(
      columns: [
        "text", "fresh text in each training set", "words at the end, by the law",
        "words at the end, measured", "without fresh text", "perplexity, with fresh text",
        "perplexity, without",
      ],
      rows: outcomes.map { outcome in
        [
          outcome.label, Self.percent(outcome.share),
          outcome.expected.map { NumberText.percent($0, places: 1) } ?? NumberText.absent,
          shares.plusMinus(outcome.measured),
          shares.plusMinus(outcome.plain.series(Self.measure).last),
          tables.ends("heldOutPerplexity", outcome.mixed),
          tables.ends("heldOutPerplexity", outcome.plain),
        ]
      })
  }

  /// The outcome in a sentence; nil if no text was run again.
  var sentence: String? {
    let outcomes = outcomes
    let pairs = outcomes.compactMap { outcome in
      outcome.expected.flatMap { law in outcome.measured.map { (law: law, kept: $0.mean) } }
    }
    guard let generations = outcomes.map(\.mixed.lastGeneration).max(), !pairs.isEmpty else {
      return nil
    }
    let shares = outcomes.map(\.share)
    let kept = pairs.map(\.kept)
    let off = pairs.map { abs($0.kept - $0.law) * 100 }.max() ?? 0
    return "Run again with the fresh real text that the law of mixing asks for, "
      + "\(Self.range(shares, Self.percent)) of each training set, their training sets have "
      + "\(Self.range(kept) { NumberText.percent($0) }) as many different words after \(generations) generations; "
      + "the law foretold that to within \(NumberText.significant(off, digits: 2)) percentage points."
  }

  private static func percent(_ share: Double) -> String { NumberText.percent(share, places: 1) }

  private static func range(_ values: [Double], _ text: (Double) -> String) -> String {
    let (low, high) = (text(values.min() ?? 0), text(values.max() ?? 0))
    return low == high ? low : "\(low) to \(high)"
  }
}

extension RunFacts {
  /// The share of real text in mixed training sets, if the configuration names one.
  fileprivate var realShare: Double? {
    switch manifest.configuration["real-share"] {
    case .number(let share): share
    case .integer(let share): Double(share)
    default: nil
    }
  }
}
