import Comparisons
import Measures

/// The answer of a comparison in sentences.
struct ComparisonWords {
  let tables: ComparisonTables

  private var entries: [Comparison.Entry] { tables.comparison.entries }

  /// What is said first.
  var sentences: [String] {
    [kept, pace, MixedRuns(tables: tables).sentence, diversity, characters, real].compactMap { $0 }
  }

  private var diversity: String? {
    guard let (tokens, points) = tables.comparison.diversity else { return nil }
    let known = zip(entries, points).compactMap { entry, point in
      point.map { (label: entry.label, point: $0) }
    }.sorted { $0.point.types < $1.point.types }
    guard let least = known.first, let most = known.last, known.count > 1 else { return nil }
    // Two standard errors of two texts: their difference and its spread, by the same nine degrees of freedom.
    let gap = most.point.types - least.point.types
    let width =
      (least.point.halfWidth * least.point.halfWidth
      + most.point.halfWidth * most.point.halfWidth).squareRoot()
    let words =
      "Of \(NumberText.integer(tokens)) words drawn at random from the real texts, "
      + "\(ComparisonTables.text(most.point)) are different in \(most.label) and "
      + "\(ComparisonTables.text(least.point)) in \(least.label)"
    return words + (gap > width ? "." : ": no clear difference.")
  }

  private func last(_ measure: String) -> [(label: String, value: Double)] {
    zip(entries, tables.facts).compactMap { entry, facts in
      facts.series(measure).last.map { (entry.label, $0.mean) }
    }
  }

  private var kept: String? {
    let ends = last("retainedVocabulary").sorted { $0.value < $1.value }
    guard let least = ends.first, let most = ends.last, ends.count > 1 else { return nil }
    let generations = tables.facts.map(\.lastGeneration).max() ?? 0
    guard least.value < most.value else {
      return
        "After \(generations) generations all have kept \(NumberText.percent(least.value)) of their words."
    }
    return "After \(generations) generations \(least.label) has kept the fewest of its words, "
      + "\(NumberText.percent(least.value)), and \(most.label) the most, \(NumberText.percent(most.value))."
  }

  private var pace: String? {
    let times = entries.compactMap { entry in
      CollapseSpeed(entry.record).vocabularyHalfLife.interval.map { (entry.label, $0.mean) }
    }.sorted { $0.1 < $1.1 }
    guard let first = times.first else { return "None has lost half of its words." }
    let quick =
      "Half of the words of \(first.0) were gone after \(NumberText.significant(first.1, digits: 2)) generations"
    guard let last = times.last, times.count > 1 else {
      return quick + "; no other text has lost half."
    }
    let rest =
      times.count < entries.count ? ", and \(entries.count - times.count) have not lost half" : ""
    return quick + ", those of \(last.0) after \(NumberText.significant(last.1, digits: 2))\(rest)."
  }

  private var characters: String? {
    let name = "heldOutBitsPerCharacter"
    let needs = zip(entries, tables.facts).compactMap { entry, facts in
      let series = facts.series(name)
      return series.first.flatMap { first in
        series.last.map { (label: entry.label, first: first.mean, last: $0.mean) }
      }
    }
    let areMixed = tables.comparison.areLanguagesMixed
    let sorted = needs.sorted {
      areMixed ? $0.last / $0.first < $1.last / $1.first : $0.last < $1.last
    }
    guard let least = sorted.first, let most = sorted.last, sorted.count > 1 else { return nil }
    let values = ValueText(unit: "bits")
    guard !areMixed else {
      return
        "The bits that a character of real text costs have changed the least in \(least.label), "
        + "\(NumberText.change(least.last / least.first - 1)), and the most in \(most.label), "
        + "\(NumberText.change(most.last / most.first - 1))."
    }
    return "For a character of real text the models of \(least.label) need the fewest bits, "
      + "\(values.number(least.first)) at first and \(values.number(least.last)) at the end; those of "
      + "\(most.label) need the most, \(values.number(most.first)) and \(values.number(most.last))."
  }

  private var real: String? {
    let tested = tables.differences.filter { $0.adjusted != nil }
    guard !tested.isEmpty else {
      return "With one replicate nothing can be said of chance; take --replicates 5 or more."
    }
    let real = tested.count { $0.isReal }
    return
      "Of \(tested.count) differences, \(real) are real at the level of 5\u{A0}%, paired over replicates of the same "
      + "seeds and adjusted for their number (Holm)."
  }
}
