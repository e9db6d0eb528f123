import Measures

/// Which words survive: the share still present by how often a word occurred in the real text.
package struct SurvivalFigure: Sendable {
  private let facts: RunFacts
  private let classes: [(index: Int, label: String, value: FrequencyClass, series: Series)]

  /// Takes the facts of a run; none without classes.
  package init?(_ facts: RunFacts) {
    self.facts = facts
    let survival = ClassSurvival(facts)
    classes = facts.manifest.frequencyClasses.enumerated().compactMap { index, value in
      let series = survival.series(index)
      return series.isEmpty || value.types == 0
        ? nil : (index, ClassSurvival.label(value), value, series)
    }
    guard !classes.isEmpty else { return nil }
  }

  /// The figure.
  package var figure: Figure {
    Figure(
      name: "survival", title: "Which words survive", summary: summary, notes: notes,
      table: table, draw: specification)
  }

  private var hasTheory: Bool { classes.contains { !$0.value.expected.isEmpty } }

  private var notes: [String] {
    [
      "Share of words still present. At the end of each line: how often its words occur in the real"
        + " text."
        + (hasTheory ? " Dotted: the share that the neutral law expects." : "")
    ]
  }

  private func expected(_ value: FrequencyClass, _ generation: Int) -> Double? {
    value.expected.indices.contains(generation) ? value.expected[generation] : nil
  }

  private func specification(_ palette: ChartPalette) -> JSONValue {
    let labels = classes.map(\.label)
    let last = facts.lastGeneration
    let x = VegaLite.field(
      "generation", .quantitative,
      [
        "title": "generation",
        "scale": [
          "domain": [0, .number(Double(Swift.max(1, last)))], "nice": false, "padding": 8,
        ],
        "axis": ["values": VegaLite.numbers(Ticks.generations(upTo: last)), "format": "d"],
      ])
    let share: JSONValue = [
      "title": .null, "scale": ["domain": [0, 1]], "axis": ["format": "~%", "tickCount": 5],
    ]
    let colour = VegaLite.field(
      "class", .ordinal,
      [
        "title": "times in the real text",
        "legend": .null,
        "scale": [
          "domain": VegaLite.strings(labels),
          "range": VegaLite.strings(palette.ramp(labels.count)),
        ],
      ])
    let tooltip: JSONValue = [
      VegaLite.field("class", .nominal, ["title": "times in the real text"]),
      VegaLite.field("generation", .quantitative, ["title": "generation"]),
      VegaLite.field("text", .nominal, ["title": "still present"]),
      VegaLite.field("expectedText", .nominal, ["title": "neutral law"]),
    ]
    let measured = VegaLite.field("value", .quantitative, share)
    let band: JSONValue =
      [
        "mark": VegaLite.mark("area", ["style": "band", "aria": false]),
        "encoding": [
          "y": VegaLite.field("low", .quantitative, share), "y2": ["field": "high"],
        ],
      ]
    let marks: [JSONValue] = [
      [
        "mark": VegaLite.mark("line", ["strokeDash": [2, 4], "strokeWidth": 1.75]),
        "encoding": ["y": VegaLite.field("expected", .quantitative, share)],
      ],
      ["mark": VegaLite.mark("line", ["style": "series"]), "encoding": ["y": measured]],
      [
        "mark": VegaLite.mark("point", ["size": 420, "opacity": 0, "filled": true]),
        "encoding": ["y": measured, "tooltip": tooltip],
      ],
      [
        "transform": [["filter": "datum.label != null"]],
        "mark": VegaLite.mark(
          "text",
          [
            "align": "left", "baseline": "middle", "dx": 8, "fontSize": 11.5,
            "color": .string(palette.ink), "aria": false,
          ]),
        "encoding": [
          "y": VegaLite.field("height", .quantitative, share),
          "text": VegaLite.field("label", .nominal),
          "color": ["value": .string(palette.ink)],
        ],
      ],
    ]
    return VegaLite.layers(
      height: 340, data: rows, encoding: ["x": x, "color": colour],
      facts.replicateCount > 1 ? [band] + marks : marks)
  }

  private var rows: [JSONValue] {
    // Classes are in the order of frequency: the last one survives best.
    let ends = classes.map { $0.series.estimates.last.flatMap { $0?.mean } ?? 0 }
    let order = ends.indices.sorted { (ends[$1], $1) < (ends[$0], $0) }
    let spread = EndLabels.spread(order.map { ends[$0] }, gap: 0.047, within: 0.01...1.06)
    var heights = ends
    for (index, height) in zip(order, spread) { heights[index] = height }
    return classes.enumerated().flatMap { index, item in
      zip(facts.table.generations, item.series.estimates).map { generation, estimate -> JSONValue in
        let expected = expected(item.value, generation)
        let band = estimate?.halfWidth != nil
        let isLast = generation == facts.lastGeneration
        return [
          "label": isLast ? .string(item.label + "\u{A0}×") : .null,
          "height": isLast ? .rounded(heights[index]) : .null,
          "generation": .number(Double(generation)), "class": .string(item.label),
          "value": .rounded(estimate?.mean),
          "low": band ? .rounded(estimate.map { Swift.max(0, $0.low) }) : .null,
          "high": band ? .rounded(estimate.map { Swift.min(1, $0.high) }) : .null,
          "expected": .rounded(expected),
          "text": .string(estimate.map { NumberText.percent($0.mean) } ?? NumberText.absent),
          "expectedText": .string(expected.map(NumberText.percent) ?? NumberText.absent),
        ]
      }
    }
  }

  private var summary: String {
    let parts = classes.compactMap { item -> String? in
      guard let last = item.series.last else { return nil }
      let expected = expected(item.value, facts.lastGeneration).map {
        " (expected \(NumberText.percent($0)))"
      }
      return "\(NumberText.percent(last.mean))\(expected ?? "") of those"
        + " \(ClassSurvival.phrase(item.value))"
    }
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return "All words of the real text are present in generation 0."
    }
    return "At the end, \(first) are still present, and \(last)."
  }

  private var table: DataTable {
    var columns = ["generation"]
    for item in classes {
      columns.append("\(item.label) (\(NumberText.integer(item.value.types)) words)")
      if !item.value.expected.isEmpty { columns.append("expected") }
    }
    let rows = facts.table.generations.enumerated().map { position, generation in
      var row = [String(generation)]
      for item in classes {
        row.append(
          item.series.estimates[position].map { NumberText.percent($0.mean) } ?? NumberText.absent)
        if !item.value.expected.isEmpty {
          row.append(
            expected(item.value, generation).map(NumberText.percent) ?? NumberText.absent)
        }
      }
      return row
    }
    return DataTable(columns: columns, rows: rows)
  }
}
