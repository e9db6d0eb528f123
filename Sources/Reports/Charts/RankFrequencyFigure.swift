import Measures

/// The Zipf plot: how often the words of each rank are used, generation by generation.
package struct RankFrequencyFigure: Sendable {
  private let facts: RunFacts
  private let curves: [(generation: Int, points: [RankFrequency])]

  /// Takes the facts of a run; none without a curve.
  package init?(_ facts: RunFacts) {
    self.facts = facts
    curves = Self.selection(facts.table.generations).compactMap { generation in
      let points = Self.drawable(facts.table.shown(generation)?.rankFrequency ?? [])
      return points.isEmpty ? nil : (generation, points)
    }
    guard !curves.isEmpty else { return nil }
  }

  /// The figure.
  package var figure: Figure {
    Figure(
      name: "zipf", title: "How often words of each rank are used", summary: summary,
      notes: [
        "Words are ranked by frequency, 1 for the most frequent; both scales are logarithmic."
          + " A language that forgets its rare words loses the lower right end of the curve. Replicate"
          + " \(facts.table.replicates.first ?? 0)."
      ], table: table, draw: specification)
  }

  /// At most six generations: the first, the last, and some between, denser at the start.
  static func selection(_ generations: [Int]) -> [Int] {
    guard generations.count > 6, let last = generations.last else { return generations }
    let wanted = [0, 0.1, 0.25, 0.5, 0.75, 1].map { Int(($0 * Double(last)).rounded()) }
    return generations.filter(Set(wanted).contains)
  }

  /// The points that a logarithmic plot can show.
  static func drawable(_ points: [RankFrequency]) -> [RankFrequency] {
    points.filter { $0.rank > 0 && $0.frequency > 0 && $0.frequency.isFinite }
      .sorted { $0.rank < $1.rank }
  }

  private func label(_ generation: Int) -> String { String(generation) }

  private func specification(_ palette: ChartPalette) -> JSONValue {
    let labels = curves.map { label($0.generation) }
    let dashes: [JSONValue] = curves.indices.map { index in
      let patterns: [[Double]] = [[1, 0], [12, 3], [8, 3], [5, 3], [3, 3], [1, 0]]
      return VegaLite.numbers(patterns[index % patterns.count])
    }
    let legend: JSONValue = ["symbolType": "stroke", "columns": 6]
    let encoding: JSONValue = [
      "x": VegaLite.field("rank", .quantitative, axis("rank of the word", ranks)),
      "y": VegaLite.field("frequency", .quantitative, axis("uses per million words", uses)),
      "color": VegaLite.field(
        "generation", .ordinal,
        [
          "title": "generation", "legend": legend,
          "scale": [
            "domain": VegaLite.strings(labels),
            "range": VegaLite.strings(palette.ramp(labels.count).reversed()),
          ],
        ]),
      "strokeDash": VegaLite.field(
        "generation", .ordinal,
        [
          "title": "generation", "legend": legend,
          "scale": ["domain": VegaLite.strings(labels), "range": .array(dashes)],
        ]),
    ]
    return VegaLite.layers(
      height: 320, data: rows, encoding: encoding,
      [["mark": VegaLite.mark("line", ["style": "series"])]])
  }

  private var ranks: [Double] { curves.flatMap(\.points).map { Double($0.rank) } }
  private var uses: [Double] { curves.flatMap(\.points).map { $0.frequency * 1e6 } }

  private func axis(_ title: String, _ values: [Double]) -> JSONValue {
    let low = (values.min() ?? 1) / 1.1
    let high = (values.max() ?? 1) * 1.1
    return [
      "title": .string(title),
      "scale": [
        "type": "log", "nice": false,
        "domain": [.rounded(low), .rounded(high)],
      ],
      "axis": ["values": VegaLite.numbers(Ticks.logarithmic(low, high)), "format": ",~f"],
    ]
  }

  private var rows: [JSONValue] {
    curves.flatMap { curve in
      curve.points.map { point in
        [
          "generation": .string(label(curve.generation)),
          "rank": .number(Double(point.rank)), "frequency": .rounded(point.frequency * 1e6),
        ]
      }
    }
  }

  private var summary: String {
    guard let first = curves.first, let last = curves.last, first.generation < last.generation,
      let start = first.points.last?.rank, let end = last.points.last?.rank
    else { return "The frequencies of the real text's words by rank." }
    let verb = end < start ? "shrank" : "went"
    return "The list of words \(verb) from \(NumberText.integer(start)) ranks in generation"
      + " \(first.generation) to \(NumberText.integer(end)) in generation \(last.generation)."
  }

  private var table: DataTable {
    let ranks = Set(curves.flatMap { $0.points.map(\.rank) }).sorted()
    let lookups = curves.map { curve in
      Dictionary(curve.points.map { ($0.rank, $0.frequency) }) { first, _ in first }
    }
    let rows = ranks.map { rank in
      [NumberText.integer(rank)]
        + lookups.map { $0[rank].map { NumberText.significant($0 * 1e6) } ?? NumberText.absent }
    }
    return DataTable(
      columns: ["rank"] + curves.map { "generation \($0.generation), per million" }, rows: rows)
  }
}
