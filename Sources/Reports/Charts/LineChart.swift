/// Curves over the generations with their 95 % intervals, theory dashed beside measurement.
package struct LineChart: Sendable {
  /// One curve.
  package struct Line: Sendable {
    /// The name in the legend.
    package var label: String
    /// The value in each generation.
    package var estimates: [Estimate?]
    /// Whether it is an expectation of theory.
    package var isTheory: Bool
    /// The colour of a measured line, as an index into the palette; theory is drawn in grey.
    package var colour: Int
  }

  /// The generations on the horizontal axis.
  package var generations: [Int]
  /// The curves.
  package var lines: [Line]
  /// How to write the values.
  package var values: ValueText
  /// Whether the vertical axis is logarithmic.
  package var isLogarithmic = false
  /// Whether the vertical axis starts at zero.
  package var startsAtZero = true
  /// The height of the plot in pixels.
  package var height = 220

  private static let dashes: [[Double]] = [
    [1, 0], [9, 4], [10, 3, 3, 3], [5, 3], [16, 4], [3, 2],
  ]

  /// The chart in the colours of a palette.
  package func specification(_ palette: ChartPalette) -> JSONValue {
    let band: JSONValue = [
      "mark": VegaLite.mark("area", ["style": "band", "aria": false]),
      "encoding": [
        "y": VegaLite.field("low", .quantitative, axis), "y2": ["field": "high"],
      ],
    ]
    let marks: [JSONValue] = [
      [
        "mark": VegaLite.mark("line", ["style": "series"]),
        "encoding": ["y": VegaLite.field("value", .quantitative, axis), "strokeDash": dash],
      ],
      [
        "transform": [["filter": "datum.kind == 'measured'"]],
        "mark": VegaLite.mark("point", ["filled": true, "size": 26, "opacity": 1, "aria": false]),
        "encoding": ["y": VegaLite.field("value", .quantitative, axis)],
      ],
      [
        "mark": VegaLite.mark("point", ["size": 420, "opacity": 0, "filled": true]),
        "encoding": [
          "y": VegaLite.field("value", .quantitative, axis), "tooltip": tooltip,
        ],
      ],
    ]
    return VegaLite.layers(
      height: height, data: rows, encoding: ["x": horizontal, "color": colour(palette)],
      hasIntervals ? [band] + marks : marks)
  }

  private var hasIntervals: Bool {
    lines.contains { $0.estimates.contains { $0?.halfWidth != nil } }
  }

  private var horizontal: JSONValue {
    let last = generations.last ?? 0
    return VegaLite.field(
      "generation", .quantitative,
      [
        "title": "generation",
        "scale": [
          "domain": [0, .number(Double(Swift.max(1, last)))], "nice": false, "padding": 8,
        ],
        "axis": ["values": VegaLite.numbers(Ticks.generations(upTo: last)), "format": "d"],
      ])
  }

  private var axis: JSONValue {
    let format = values.isShare ? "~%" : values.isCount ? ",d" : "~r"
    guard isLogarithmic, let range else {
      return [
        "title": .null, "scale": ["zero": .bool(startsAtZero), "nice": true],
        "axis": [
          "format": .string(values.isShare || values.isCount ? format : "~f"),
          "tickCount": 5,
        ],
      ]
    }
    return [
      "title": .null,
      "scale": [
        "type": "log", "nice": false, "domain": [.number(range.low), .number(range.high)],
      ],
      "axis": [
        "values": VegaLite.numbers(Ticks.logarithmic(range.low, range.high)), "format": "~f",
      ],
    ]
  }

  private var range: (low: Double, high: Double)? {
    let ends = lines.flatMap(\.estimates).compactMap { $0 }.flatMap { [$0.low, $0.high, $0.mean] }
      .filter { $0 > 0 && $0.isFinite }
    guard let low = ends.min(), let high = ends.max() else { return nil }
    return (NumberText.rounded(low / 1.15, digits: 3), NumberText.rounded(high * 1.15, digits: 3))
  }

  private func colour(_ palette: ChartPalette) -> JSONValue {
    let colours = lines.map { line in
      line.isTheory ? palette.muted : palette.series[line.colour % palette.series.count]
    }
    return VegaLite.field(
      "series", .nominal,
      [
        "title": .null, "legend": legend,
        "scale": [
          "domain": VegaLite.strings(lines.map(\.label)), "range": VegaLite.strings(colours),
        ],
      ])
  }

  private var dash: JSONValue {
    var measured = 0
    let dashes = lines.map { line -> JSONValue in
      if line.isTheory { return VegaLite.numbers([2, 3]) }
      defer { measured += 1 }
      return VegaLite.numbers(Self.dashes[measured % Self.dashes.count])
    }
    return VegaLite.field(
      "series", .nominal,
      [
        "title": .null, "legend": legend,
        "scale": [
          "domain": VegaLite.strings(lines.map(\.label)), "range": .array(dashes),
        ],
      ])
  }

  private var legend: JSONValue {
    guard lines.count > 1 else { return .null }
    let isWide = lines.map(\.label.count).max() ?? 0 > 14
    return ["symbolType": "stroke", "columns": .number(isWide ? 1 : 4)]
  }

  private var tooltip: JSONValue {
    [
      VegaLite.field("series", .nominal, ["title": "curve"]),
      VegaLite.field("generation", .quantitative, ["title": "generation"]),
      VegaLite.field("text", .nominal, ["title": "value"]),
      VegaLite.field("interval", .nominal, ["title": "95 % interval"]),
    ]
  }

  private var rows: [JSONValue] {
    lines.flatMap { line in
      zip(generations, line.estimates).map { generation, estimate -> JSONValue in
        let band = estimate?.halfWidth.map { _ in true } ?? false
        return [
          "generation": .number(Double(generation)), "series": .string(line.label),
          "kind": line.isTheory ? "theory" : "measured",
          "value": .rounded(estimate?.mean),
          "low": band ? .rounded(estimate.map { values.ends($0).low }) : .null,
          "high": band ? .rounded(estimate.map { values.ends($0).high }) : .null,
          "text": .string(values.phrase(estimate?.mean)),
          "interval": .string(values.interval(estimate) ?? NumberText.absent),
        ]
      }
    }
  }
}
