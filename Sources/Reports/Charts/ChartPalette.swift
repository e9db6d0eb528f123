/// The colours of a chart: concrete ones for files, style-sheet variables for the page.
///
/// The page's charts then follow its theme at once, without being drawn again, and print in light.
package struct ChartPalette: Sendable, Equatable {
  /// Text.
  package var ink: String
  /// Axis labels.
  package var muted: String
  /// Grid lines.
  package var grid: String
  /// What lies behind marks.
  package var paper: String
  /// The colours of series: Okabe and Ito's, which colour-blind readers can tell apart.
  package var series: [String]
  /// A sequence from the strongest to the faintest.
  package var ramp: [String]
  /// The fonts, best first.
  package var font: String

  /// The palette of files, for white paper.
  package static let file = ChartPalette(
    ink: "#1f2328", muted: "#57606a", grid: "#e6e4df", paper: "#ffffff",
    series: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"],
    ramp: [
      "#0b2545", "#113861", "#174b7e", "#1f6097", "#2f77ad", "#4a8fc1", "#69a7d1", "#8abddd",
    ],
    font: "DejaVu Sans")

  /// The palette of the page, as variables of its style sheet.
  package static let page = ChartPalette(
    ink: "var(--ink)", muted: "var(--muted)", grid: "var(--grid)", paper: "var(--paper)",
    series: (1...6).map { "var(--series-\($0))" }, ramp: (1...8).map { "var(--ramp-\($0))" },
    font: "system-ui, 'DejaVu Sans', sans-serif")

  /// So many colours of the ramp, as far apart as they can be.
  package func ramp(_ count: Int) -> [String] {
    let last = ramp.count - 1
    guard count > 1 else { return Array(ramp.prefix(1)) }
    return (0..<count).map { ramp[$0 * last / (count - 1)] }
  }

  /// How charts look: Vega-Lite's `config`, kept out of the specification.
  package var config: JSONValue {
    let labels: JSONValue = .string(muted)
    return [
      "background": .null,
      "font": .string(font),
      "view": ["stroke": .null],
      "title": [
        "anchor": "start", "color": .string(ink), "fontSize": 15, "fontWeight": 600,
        "subtitleColor": labels, "subtitleFontSize": 11.5, "offset": 12, "subtitlePadding": 5,
      ],
      "axis": [
        "domain": false, "ticks": false, "gridColor": .string(grid), "gridWidth": 1,
        "labelColor": labels, "labelFontSize": 11, "labelPadding": 6, "titleColor": labels,
        "titleFontSize": 11, "titleFontWeight": "normal", "titlePadding": 8,
      ],
      "axisX": ["grid": false, "domain": true, "domainColor": .string(grid)],
      "legend": [
        "labelColor": .string(ink), "labelFontSize": 11.5, "titleColor": labels,
        "titleFontSize": 11, "titleFontWeight": "normal", "symbolStrokeWidth": 2.5,
        "symbolSize": 260, "orient": "top", "direction": "horizontal", "offset": 8,
        "columnPadding": 16, "labelLimit": 300, "rowPadding": 4,
      ],
      "style": [
        "series": ["strokeWidth": 2.25, "strokeJoin": "round"],
        "band": ["opacity": 0.18],
      ],
    ]
  }
}
