public import Measures

/// A report of one run, made from its record alone.
public struct Report: Sendable {
  private let facts: RunFacts
  private let chartBundle: [UInt8]?

  /// Takes a run.
  ///
  /// - Parameters:
  ///   - record: what the run found.
  ///   - definitions: the measures, in the order in which the table lists them.
  ///   - chartBundle: the JavaScript that draws the charts, made at set-up by
  ///     `Scripts/make_bundle.py`; without it the page shows tables.
  public init(record: RunRecord, definitions: [MeasureDefinition], chartBundle: [UInt8]? = nil) {
    facts = RunFacts(record: record, definitions: definitions)
    self.chartBundle = chartBundle
  }

  /// The whole report as one HTML file that loads nothing.
  public var html: String { Page(facts: facts, chartBundle: chartBundle).html }

  /// The charts, in the order of the page.
  package var figures: [Figure] { FigureSections(facts: facts, hasCharts: true).figures }

  /// The charts as files: `NAME.vl.json` and the text of a whole Vega-Lite document, for `figures/`.
  public var figureFiles: [(name: String, text: String)] {
    figures.map { ("\($0.name).vl.json", $0.file) }
  }

  /// The page of the run in Markdown, with pictures expected at `figures/NAME.svg`.
  public var markdownPage: String { MarkdownPage(facts, figures: figures).text }
}
