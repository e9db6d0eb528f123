/// The colours of runs.
enum RunColours {
  static func encoding(_ field: String, _ labels: [String], _ palette: ChartPalette) -> JSONValue {
    let colours = labels.indices.map { palette.series[$0 % palette.series.count] }
    return VegaLite.field(
      field, .nominal,
      [
        "title": .null, "legend": ["columns": 4, "symbolType": "stroke"],
        "scale": ["domain": VegaLite.strings(labels), "range": VegaLite.strings(colours)],
      ])
  }
}

/// One small chart per run, on shared axes, with its law.
struct SmallMultiples {
  let generations: [Int]
  let lines: [LineChart.Line]
  let laws: [LineChart.Line]
  let values: ValueText

  func specification(_ palette: ChartPalette) -> JSONValue {
    let data = lines.enumerated().flatMap { run, line -> [JSONValue] in
      let law = laws.first { $0.label == "\(line.label), expected" }
      return generations.enumerated().map { index, generation in
        [
          "text": .string(line.label), "generation": .number(Double(generation)),
          "value": .rounded(line.estimates[index]?.mean),
          "law": .rounded(law?.estimates[index]?.mean),
        ]
      }
    }
    let axis: JSONValue = [
      "title": .null, "scale": ["zero": false],
      "axis": ["format": .string(values.isShare ? "~%" : "~f"), "tickCount": 4],
    ]
    let expected: JSONValue = [
      "mark": VegaLite.mark("line", ["color": .string(palette.muted), "strokeDash": [2, 3]]),
      "encoding": ["y": VegaLite.field("law", .quantitative, axis)],
    ]
    let measured: JSONValue = [
      "mark": VegaLite.mark("line", ["color": .string(palette.series[0])]),
      "encoding": ["y": VegaLite.field("value", .quantitative, axis)],
    ]
    let spec: JSONValue = [
      "width": 150, "height": 100,
      "encoding": [
        "x": VegaLite.field(
          "generation", .quantitative, ["title": .null, "axis": ["tickCount": 4, "format": "d"]])
      ],
      "layer": .array(laws.isEmpty ? [measured] : [expected, measured]),
    ]
    return Self.facets(data: data, labels: lines.map(\.label), each: spec, palette)
  }

  /// One chart per run.
  static func facets(
    data: [JSONValue], labels: [String], each spec: JSONValue, _ palette: ChartPalette
  ) -> JSONValue {
    [
      "data": ["values": .array(data)], "columns": 3, "spec": spec,
      "facet": VegaLite.field(
        "text", .nominal,
        [
          "title": .null, "sort": VegaLite.strings(labels),
          "header": ["labelColor": .string(palette.muted)],
        ]),
    ]
  }
}

/// Curves of runs laid over one another, or side by side where they could not be told apart.
struct Overlay {
  let labels: [String]
  let height: Int
  let data: [JSONValue]
  let hasPoints: Bool

  func specification(x: JSONValue, y: JSONValue, _ palette: ChartPalette) -> JSONValue {
    guard labels.count > ComparisonFigures.mostOverlaid else {
      return VegaLite.layers(
        height: height, data: data,
        encoding: ["x": x, "y": y, "color": RunColours.encoding("text", labels, palette)],
        [["mark": VegaLite.mark("line", ["style": "series", "point": .bool(hasPoints)])]])
    }
    let spec: JSONValue = [
      "width": 150, "height": 100, "encoding": ["x": x, "y": y],
      "mark": VegaLite.mark("line", ["color": .string(palette.series[0])]),
    ]
    return SmallMultiples.facets(data: data, labels: labels, each: spec, palette)
  }
}
