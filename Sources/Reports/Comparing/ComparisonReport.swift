public import Comparisons
public import Measures

/// A report of several runs side by side, made from their records alone.
public struct ComparisonReport: Sendable {
  private let tables: ComparisonTables
  private let title: String
  private let chartBundle: [UInt8]?
  private let notes: [String]

  /// Takes a comparison.
  ///
  /// - Parameters:
  ///   - comparison: the runs.
  ///   - title: a title for people.
  ///   - notes: what to say of how the runs were made.
  ///   - definitions: the measures, in display order.
  ///   - chartBundle: the JavaScript that draws the charts; without it the page shows tables.
  public init(
    _ comparison: Comparison, title: String, notes: [String], definitions: [MeasureDefinition],
    chartBundle: [UInt8]? = nil
  ) {
    tables = ComparisonTables(comparison, definitions)
    self.title = title
    self.notes = notes
    self.chartBundle = chartBundle
  }

  private var words: [String] { ComparisonWords(tables: tables).sentences }
  private var limits: [String] { notes + tables.comparison.limits }

  private var parts: [(id: String, title: String, table: DataTable)] {
    [
      ("richness", "How rich is each text?", tables.richness),
      ("speed", "How fast does each collapse, and what would it need to stay?", tables.speed),
    ]
      + (MixedRuns(tables: tables).table.map { [("share", "Does that share keep them?", $0)] }
        ?? [])
      + [
        ("differences", "Which differences are real?", tables.tests)
      ] + (tables.settings.map { [("settings", "Settings that differ", $0)] } ?? [])
      + [("measures", "All measures, first and last generation", tables.measures)]
  }

  /// The whole report as one HTML file that loads nothing.
  public var html: String {
    let hasCharts = PageFrame.hasCharts(chartBundle)
    let figures = ComparisonFigures(tables: tables).figures
    let answer = element(
      .section, [.id("what-happened")],
      children: words.enumerated().map { index, sentence in
        index == 0
          ? element(.h2, .text(sentence)) : element(.p, [.class("intro")], .text(sentence))
      } + limits.map { element(.p, [.class("note")], .text($0)) })
    let tablesBefore = parts.dropLast().map(section)
    let charts = element(
      .section, [.id("curves")], element(.h2, "Side by side"),
      element(
        .div, [.class("large")],
        children: figures.map { FigureNode(figure: $0, hasCharts: hasCharts).node }))
    let navigation =
      [(id: "what-happened", title: "Answer")]
      + parts.dropLast().map {
        (id: $0.id, title: $0.id.prefix(1).uppercased() + $0.id.dropFirst())
      }
      + [(id: "curves", title: "Curves"), (id: "measures", title: "Measures")]
    return PageFrame(
      title: title, subtitle: "\(tables.comparison.entries.count) texts side by side",
      description: words.joined(separator: " "), navigation: navigation, head: [answer],
      sections: tablesBefore + [charts] + parts.suffix(1).map(section),
      footer:
        "Made by textcollapse from the records of the runs alone. The models are n-gram models: small, exact, "
        + "and not large language models.",
      figures: figures, chartBundle: chartBundle
    ).html
  }

  private func section(_ part: (id: String, title: String, table: DataTable)) -> HTMLNode {
    var nodes = [element(.h2, .text(part.title))]
    // Of many comparisons, those that are real come first; the others can be opened.
    let (real, others) = tables.separated(part.table)
    if part.id == "differences", others.rows.count > 12 {
      nodes.append(
        real.rows.isEmpty
          ? element(.p, [.class("intro")], "None is clear.") : TableNode(table: real).node)
      nodes.append(
        element(
          .details, element(.summary, .text("The \(others.rows.count) that are not clear")),
          TableNode(table: others).node))
    } else {
      nodes.append(TableNode(table: part.table).node)
    }
    return element(.section, [.id(part.id)], children: nodes)
  }

  /// The charts as files: `NAME.vl.json` and the text of a whole Vega-Lite document.
  public var figureFiles: [(name: String, text: String)] {
    ComparisonFigures(tables: tables).figures.map { ("\($0.name).vl.json", $0.file) }
  }

  /// The comparison as a page in Markdown.
  public var markdown: String {
    var text = "# \(MarkdownText.inline(title))\n\n"
    for sentence in words { text += MarkdownText.escaped(sentence) + "\n\n" }
    for sentence in limits { text += "- \(MarkdownText.inline(sentence))\n" }
    for part in parts.dropLast() { text += markdown(part) }
    text += "\n## Side by side\n\n"
    for figure in ComparisonFigures(tables: tables).figures {
      text +=
        MarkdownText.escaped(figure.title)
        + "\n\n![\(MarkdownText.inline(figure.summary))](figures/\(figure.name).svg)\n\n"
    }
    for part in parts.suffix(1) { text += markdown(part) }
    return text
  }

  private func markdown(_ part: (id: String, title: String, table: DataTable)) -> String {
    "\n## \(part.title)\n\n" + MarkdownText.table(part.table.columns, part.table.rows) + "\n"
  }

  /// The answer and the first tables for a terminal.
  ///
  /// - Parameter width: the columns of the terminal.
  /// - Returns: lines, each ended by a newline.
  public func text(width: Int) -> String {
    var lines: [String] = []
    for sentence in words + limits {
      lines += DisplayWidth.wrapped(DisplayWidth.plain(sentence), to: max(40, width)) + [""]
    }
    for part in parts where ["richness", "speed", "share"].contains(part.id) {
      lines.append(part.title)
      // One block per text: wide tables do not fit.
      for row in part.table.rows {
        lines.append("  " + DisplayWidth.plain(row[0]))
        for (head, cell) in zip(part.table.columns, row).dropFirst() {
          lines.append("    " + DisplayWidth.pad(head, to: 42) + DisplayWidth.plain(cell))
        }
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  /// Every measure of every generation in long form: text, replicate, generation, measure, value.
  public var csv: String {
    var text = CSVLine(["text", "replicate", "generation", "measure", "value"]).text
    let runs = tables.comparison.entries.flatMap { entry in
      [(entry.label, entry.record)]
        + (entry.mixed.map { [("\(entry.label), with fresh text", $0)] } ?? [])
    }
    for (label, record) in runs {
      for record in record.generations {
        for (name, value) in record.measures.sorted(by: { $0.key < $1.key }) {
          var line = CSVLine()
          line.append(label)
          line.append(record.replicate)
          line.append(record.generation)
          line.append(name)
          line.append(value)
          text += line.text
        }
      }
    }
    return text
  }

  /// The tables as one JSON object.
  public var json: String {
    let object = Dictionary(
      uniqueKeysWithValues: parts.map { part in
        (
          part.id,
          JSONValue.array(
            part.table.rows.map { row in
              .object(
                Dictionary(zip(part.table.columns, row).map { ($0, JSONValue.string($1)) }) { $1 })
            })
        )
      })
    return JSONValue.object(object.merging(["answer": .array(words.map { .string($0) })]) { $1 })
      .pretty + "\n"
  }
}
