/// A chart with all that a reader needs who cannot see it: a sentence and the numbers.
package struct Figure: Sendable, Equatable {
  /// The name in files and anchors, such as `perplexity`.
  package var name: String
  /// The title.
  package var title: String
  /// What the chart shows in this run, in one or two sentences.
  package var summary: String
  /// What the quantity means and where the theory comes from, for the line under the chart.
  package var notes: [String]
  /// The specification without look, in the colours of the page.
  package var pageSpecification: JSONValue
  /// The specification without look, in the colours of files.
  package var fileSpecification: JSONValue
  /// The numbers.
  package var table: DataTable

  /// Draws a figure twice, for the page and for files.
  package init(
    name: String, title: String, summary: String, notes: [String], table: DataTable,
    draw: (ChartPalette) -> JSONValue
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.notes = notes
    self.table = table
    pageSpecification = Self.describe(draw(.page), summary)
    fileSpecification = Self.describe(draw(.file), summary)
  }

  /// The file `figures/NAME.vl.json`: a whole Vega-Lite document with data, title and look.
  package var file: String {
    let frame: JSONValue = [
      "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
      "config": ChartPalette.file.config.merging(["background": "white", "padding": 16]),
      "title": ["text": .string(title)],
    ]
    return fileSpecification.merging(frame).pretty
  }

  private static func describe(_ specification: JSONValue, _ summary: String) -> JSONValue {
    specification.merging(["description": .string(summary)])
  }
}

/// The numbers of a figure as rows of text.
package struct DataTable: Sendable, Equatable {
  /// The heads of the columns.
  package var columns: [String]
  /// The rows; the first cell is the head of its row.
  package var rows: [[String]]

  /// Creates a table.
  package init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }
}
