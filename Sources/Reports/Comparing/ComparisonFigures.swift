import Comparisons
import Measures

/// The charts of a comparison: runs laid over one another, or side by side where there are more than six.
struct ComparisonFigures {
  let tables: ComparisonTables

  /// More curves than this in one chart cannot be told apart.
  static let mostOverlaid = 6

  private var labels: [String] { tables.comparison.entries.map(\.label) }
  private var facts: [RunFacts] { tables.facts }
  private var generations: [Int] { Set(facts.flatMap(\.table.generations)).sorted() }

  private var diversity: Figure? { DiversityFigure(comparison: tables.comparison).figure }

  /// All charts, in the order of the page.
  var figures: [Figure] {
    guard generations.count > 1 else { return [diversity, ranks].compactMap { $0 } }
    return [
      curve("retainedVocabulary", "Words still known", isRelative: false, hasLaw: true),
      mixed,
      curve("heldOutPerplexity", "Perplexity of real text, generation 0 = 1", isRelative: true),
      characters,
      curve("accuracyTop1", "Next words guessed, generation 0 = 1", isRelative: true),
      curve("entropy", "Entropy", isRelative: false),
      slope("typeTokenRatio", "Different words in texts of one length, first and last"),
      diversity, survival, ranks,
    ].compactMap { $0 }
  }

  /// Between languages the change can be compared, not the height.
  private var characters: Figure? {
    let isRelative = tables.comparison.areLanguagesMixed
    return curve(
      "heldOutBitsPerCharacter",
      "Bits per character of real text" + (isRelative ? ", generation 0 = 1" : ""),
      isRelative: isRelative)
  }

  private func estimates(_ name: String, _ facts: RunFacts, isRelative: Bool) -> [Estimate?] {
    let start = facts.series(name).first?.mean
    return generations.map { generation in
      let values = facts.table.values(of: name, in: generation)
      guard isRelative else { return Estimate(values) }
      guard let start, start != 0 else { return nil }
      return Estimate(values.map { $0 / start })
    }
  }

  /// The vocabulary of the runs with the fresh real text that the law asks for.
  private var mixed: Figure? {
    guard
      var figure = curve(
        MixedRuns.measure, "Different words with the fresh text that the law asks for",
        isRelative: false, hasLaw: true, of: tables.mixed)
    else { return nil }
    figure.name = "mixed"
    figure.notes = [MixedRuns.longRun] + figure.notes.suffix(1)
    return figure
  }

  private func curve(
    _ name: String, _ title: String, isRelative: Bool, hasLaw: Bool = false, of runs: [RunFacts?]
  ) -> Figure? {
    let facts = zip(labels.indices, runs).compactMap { index, facts in facts.map { (index, $0) } }
    guard let any = facts.first?.1 else { return nil }
    let measured = facts.map { index, facts in
      LineChart.Line(
        label: labels[index], estimates: estimates(name, facts, isRelative: isRelative),
        isTheory: false,
        colour: index)
    }
    guard measured.contains(where: { $0.estimates.contains { $0 != nil } }) else { return nil }
    let laws = hasLaw ? facts.compactMap { law($1, of: name, labels[$0]) } : []
    let definition = any.definition(name)
    let values = isRelative ? ValueText(unit: "") : ValueText(definition)
    return figure(
      name: name, title: title, lines: measured, laws: laws, values: values,
      generations: generations,
      notes: [definition.definition]
        + (laws.isEmpty ? [] : ["Dotted: expected from how often words occur, alone."]))
  }

  private func curve(_ name: String, _ title: String, isRelative: Bool, hasLaw: Bool = false)
    -> Figure?
  {
    curve(name, title, isRelative: isRelative, hasLaw: hasLaw, of: facts)
  }

  private func law(_ facts: RunFacts, of name: String, _ label: String) -> LineChart.Line? {
    facts.theory(of: name).first.map { curve in
      LineChart.Line(
        label: "\(label), expected",
        estimates: generations.map {
          curve.values.indices.contains($0) ? Estimate([curve.values[$0]]) : nil
        },
        isTheory: true, colour: 0)
    }
  }

  private func slope(_ name: String, _ title: String) -> Figure? {
    let last = generations.last ?? 0
    let lines = facts.enumerated().map { index, facts in
      let series = facts.series(name)
      return LineChart.Line(
        label: labels[index], estimates: [series.first, series.last], isTheory: false, colour: index
      )
    }
    guard lines.contains(where: { $0.estimates[0] != nil }) else { return nil }
    return figure(
      name: "slope", title: title, lines: lines, laws: [],
      values: ValueText(facts[0].definition(name)),
      generations: [0, last], notes: [facts[0].definition(name).definition])
  }

  private func figure(
    name: String, title: String, lines: [LineChart.Line], laws: [LineChart.Line], values: ValueText,
    generations: [Int], notes: [String]
  ) -> Figure {
    let all = lines + laws
    let table = DataTable(
      columns: ["generation"] + all.map(\.label),
      rows: generations.enumerated().map { index, generation in
        [String(generation)] + all.map { values.number($0.estimates[index]?.mean) }
      })
    return Figure(
      name: name, title: title, summary: summary(lines, values),
      notes: notes.filter { !$0.isEmpty }, table: table
    ) { palette in
      guard lines.count > Self.mostOverlaid else {
        return LineChart(
          generations: generations, lines: all, values: values, startsAtZero: values.isShare
        )
        .specification(palette)
      }
      return SmallMultiples(generations: generations, lines: lines, laws: laws, values: values)
        .specification(palette)
    }
  }

  private func summary(_ lines: [LineChart.Line], _ values: ValueText) -> String {
    let ends = lines.compactMap { line in
      line.estimates.last.flatMap { $0 }.map { (line.label, $0.mean) }
    }
    .sorted { $0.1 < $1.1 }
    guard let low = ends.first, let high = ends.last, ends.count > 1 else { return "" }
    return
      "At the end, from \(values.phrase(low.1)) (\(low.0)) to \(values.phrase(high.1)) (\(high.0))."
  }

  /// What lives to the end, by how often a word occurs in the real text.
  private var survival: Figure? {
    let classes = facts.map(\.manifest.frequencyClasses)
    guard let longest = classes.max(by: { $0.count < $1.count }), longest.count > 1 else {
      return nil
    }
    let names = longest.map { item in
      item.greatest.map { $0 == item.least ? "\($0)" : "\(item.least)–\($0)" }
        ?? "\(item.least) or more"
    }
    let rows = facts.map { facts in
      longest.indices.map { index in
        Estimate(
          facts.table.records(of: facts.lastGeneration).compactMap {
            $0.classSurvival.indices.contains(index) ? $0.classSurvival[index] : nil
          })
      }
    }
    let values = ValueText(unit: "share")
    let table = DataTable(
      columns: ["occurs"] + labels,
      rows: names.enumerated().map { index, name in
        [name] + rows.map { values.number($0[index]?.mean) }
      })
    return Figure(
      name: "survival", title: "Words that live to the end, by how often they occur",
      summary: "Rare words go first in every text; what differs is how many of them there are.",
      notes: [],
      table: table
    ) { palette in
      let data = rows.enumerated().flatMap { run, values in
        values.enumerated().map { index, estimate -> JSONValue in
          [
            "text": .string(labels[run]), "occurs": .string(names[index]),
            "value": .rounded(estimate?.mean),
          ]
        }
      }
      let isFaceted = labels.count > Self.mostOverlaid
      return Overlay(labels: labels, height: 240, data: data, hasPoints: true).specification(
        x: VegaLite.field(
          "occurs", .ordinal,
          [
            "title": isFaceted ? .null : "times in the real text",
            "sort": VegaLite.strings(names),
          ]),
        y: VegaLite.field(
          "value", .quantitative,
          [
            "title": .null, "axis": ["format": "~%", "tickCount": 5],
            "scale": ["domain": [0, 1]],
          ]), palette)
    }
  }

  /// Zipf plots laid over one another, of the real texts.
  private var ranks: Figure? {
    let curves = facts.map { facts in
      RankFrequencyFigure.drawable(facts.table.shown(0)?.rankFrequency ?? [])
    }
    guard curves.contains(where: { !$0.isEmpty }) else { return nil }
    let values = ValueText(unit: "")
    let rows = [1, 10, 100, 1000, 10_000].map { rank in
      ["\(rank)"]
        + curves.map { curve in
          values.number(
            curve.last { $0.rank <= rank && curve.last.map { $0.rank >= rank } == true }.map {
              $0.frequency * 1e6
            })
        }
    }
    return Figure(
      name: "zipf", title: "How often words of each rank are used in the real texts",
      summary: "A flatter curve that reaches further right is a richer text.",
      notes: ["Both scales are logarithmic; uses per million words."],
      table: DataTable(columns: ["rank"] + labels, rows: rows)
    ) { palette in
      let data = zip(labels, curves).flatMap { label, curve in
        curve.map { point -> JSONValue in
          [
            "text": .string(label), "rank": .number(Double(point.rank)),
            "uses": .number(NumberText.rounded(point.frequency * 1e6)),
          ]
        }
      }
      let isFaceted = labels.count > Self.mostOverlaid
      func axis(_ title: String) -> JSONValue {
        let base: JSONValue = [
          "title": isFaceted ? .null : .string(title), "scale": ["type": "log", "nice": false],
        ]
        return isFaceted
          ? base.merging(["axis": ["values": [1, 10, 100, 1000, 10_000, 100_000], "format": "~s"]])
          : base
      }
      return Overlay(labels: labels, height: 320, data: data, hasPoints: false).specification(
        x: VegaLite.field("rank", .quantitative, axis("rank of the word")),
        y: VegaLite.field("uses", .quantitative, axis("uses per million words")), palette)
    }
  }
}
