import Measures

/// Makes the figure of a panel from the facts of a run.
package struct CurveFigure: Sendable {
  private let facts: RunFacts
  private let panel: CurvePanel
  private let present: [(series: Series, label: String)]

  /// Takes a panel; none where the run has no value of any of its measures.
  package init?(_ panel: CurvePanel, _ facts: RunFacts) {
    self.facts = facts
    self.panel = panel
    present = panel.measures.compactMap { measure in
      let series = facts.series(measure.name)
      return series.isEmpty ? nil : (series, measure.label)
    }
    guard !present.isEmpty else { return nil }
  }

  /// The figure.
  package var figure: Figure {
    let chart = LineChart(
      generations: facts.table.generations, lines: lines, values: values,
      isLogarithmic: panel.isLogarithmic, startsAtZero: panel.startsAtZero)
    return Figure(
      name: panel.name, title: title, summary: summary, notes: notes, table: table
    ) { chart.specification($0) }
  }

  private var values: ValueText {
    let definition = facts.definitions.first { $0.name == present[0].series.name }
    return definition.map { ValueText($0) } ?? ValueText(unit: panel.unit)
  }

  private var title: String {
    values.unit == "bits" ? panel.title + " (bits)" : panel.title
  }

  private var theories: [(curve: TheoryCurve, of: Int)] {
    present.enumerated().flatMap { index, item in
      facts.theory(of: item.series.name).map { ($0, index) }
    }
  }

  private var lines: [LineChart.Line] {
    let measured = present.enumerated().map { index, item in
      LineChart.Line(
        label: item.label, estimates: item.series.estimates, isTheory: false, colour: index)
    }
    let expected = theories.enumerated().map { index, theory in
      LineChart.Line(
        label: theoryLabel(index), estimates: Self.estimates(theory.curve, facts), isTheory: true,
        colour: present.count + index)
    }
    return measured + expected
  }

  private func theoryLabel(_ index: Int) -> String {
    let theory = theories[index]
    let about = present.count > 1 ? " of \(present[theory.of].label)" : ""
    let number = theories.count > 1 ? " \(index + 1)" : ""
    return "theory\(number)\(about) (\(theory.curve.standing))"
  }

  private static func estimates(_ curve: TheoryCurve, _ facts: RunFacts) -> [Estimate?] {
    facts.table.generations.map { generation in
      curve.values.indices.contains(generation) ? Estimate([curve.values[generation]]) : nil
    }
  }

  private var summary: String {
    let clauses = present.map { item in
      let clause = ChangeText(item.series, values).clause
      return present.count > 1 ? "\(item.label): \(clause)" : clause
    }
    let text =
      present.count > 1 ? clauses.joined(separator: "; ") : panel.title + " " + clauses[0]
    return text.prefix(1).uppercased() + text.dropFirst() + "." + comparison
  }

  /// How far the last measurement lies from the first theory.
  private var comparison: String {
    guard let theory = theories.first, let last = present[theory.of].series.last,
      let expected = Self.estimates(theory.curve, facts).last.flatMap({ $0?.mean })
    else { return "" }
    return " Theory expects \(values.phrase(expected)) at the end, measured is"
      + " \(values.phrase(last.mean))."
  }

  private var notes: [String] {
    let standing = [
      "exact": "exact for this run", "approximate": "approximate for this run",
      "neutral": "a yardstick: this run does not meet its assumptions",
    ]
    return [panel.meaning]
      + theories.map { theory in
        let bearing = standing[theory.curve.standing] ?? theory.curve.standing
        return "Dotted: \(theory.curve.law) (\(bearing))."
      }
  }

  private var table: DataTable {
    let hasIntervals = facts.replicateCount > 1
    var columns = ["generation"]
    for line in lines {
      columns.append(line.label)
      if hasIntervals, !line.isTheory { columns.append("95\u{A0}% interval") }
    }
    let rows = facts.table.generations.enumerated().map { index, generation in
      var row = [String(generation)]
      for line in lines {
        row.append(values.number(line.estimates[index]?.mean))
        if hasIntervals, !line.isTheory {
          row.append(values.interval(line.estimates[index]) ?? NumberText.absent)
        }
      }
      return row
    }
    return DataTable(columns: columns, rows: rows)
  }
}
