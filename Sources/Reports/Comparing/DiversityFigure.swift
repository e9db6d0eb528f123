import Comparisons
import Measures

/// How many different words samples of one length hold, a dot for each text with its interval.
struct DiversityFigure {
  let comparison: Comparison

  /// The chart; nil where the texts have no length in common.
  var figure: Figure? {
    guard let (tokens, points) = comparison.diversity else { return nil }
    let known = zip(comparison.entries.map(\.label), points).compactMap { label, point in
      point.map { (label, $0) }
    }
    let ends = known.sorted { $0.1.types < $1.1.types }
    guard let low = ends.first, let high = ends.last, ends.count > 1 else { return nil }
    let values = ValueText(unit: "")
    return Figure(
      name: "diversity",
      title: "Different words among \(NumberText.integer(tokens)) drawn at random",
      summary:
        "From \(values.number(low.1.types)) (\(low.0)) to \(values.number(high.1.types)) (\(high.0)).",
      notes: [
        "Bars: 95 % intervals from halves of the text, by ten blocks. Texts of any length can be compared."
      ],
      table: DataTable(
        columns: ["text", "different words", "from", "to"],
        rows: known.map { label, point in
          [
            label, values.number(point.types), values.number(point.types - point.halfWidth),
            values.number(point.types + point.halfWidth),
          ]
        })
    ) { palette in
      let data = known.map { label, point -> JSONValue in
        [
          "text": .string(label), "types": .rounded(point.types),
          "low": .rounded(point.types - point.halfWidth),
          "high": .rounded(point.types + point.halfWidth),
        ]
      }
      let colour: JSONValue = ["color": .string(palette.series[0])]
      let axis: JSONValue = ["title": .null, "scale": ["zero": false], "axis": ["tickCount": 5]]
      return VegaLite.layers(
        height: 28 * known.count + 20, data: data,
        encoding: [
          "y": VegaLite.field(
            "text", .nominal,
            ["title": .null, "sort": VegaLite.strings(known.map(\.0)), "axis": ["labelLimit": 140]])
        ],
        [
          [
            "mark": VegaLite.mark("rule", colour.merging(["strokeWidth": 2])),
            "encoding": [
              "x": VegaLite.field("low", .quantitative, axis), "x2": ["field": "high"],
            ],
          ],
          [
            "mark": VegaLite.mark(
              "point", colour.merging(["filled": true, "size": 70, "opacity": 1])),
            "encoding": ["x": VegaLite.field("types", .quantitative, axis)],
          ],
        ])
    }
  }
}
