import Measures

/// The table of all measures and the notes of the generations.
struct MeasureSection {
  var facts: RunFacts

  var node: HTMLNode {
    element(
      .section, [.id("measures")], element(.h2, "All measures"),
      element(
        .p, [.class("intro")],
        .text(
          "Generation 0 and generation \(facts.lastGeneration), means over"
            + " \(facts.replicateCount == 1 ? "one replicate" : "\(facts.replicateCount) replicates")."
        )
      ),
      element(
        .table, [.class("measures")],
        element(
          .thead,
          element(
            .tr,
            children: heads.map { element(.th, [HTMLAttribute(.scope, "col")], .text($0)) })),
        element(.tbody, children: facts.measureNames.map(row))),
      notes)
  }

  private var heads: [String] {
    ["Measure", "Generation 0", "Last", "Change", "95\u{A0}% interval", "Replicates"]
  }

  private func row(_ name: String) -> HTMLNode {
    let definition = facts.definition(name)
    let series = facts.series(name)
    let values = ValueText(definition)
    let change = ChangeText(series, values)
    let cells = [
      values.number(series.first?.mean),
      values.number(series.last?.mean),
      change.relative.map { "\(change.arrow) \($0)" } ?? NumberText.absent,
      values.interval(series.last) ?? NumberText.absent,
      NumberText.integer(series.last?.count ?? series.first?.count ?? 0),
    ]
    return element(
      .tr,
      children: [
        element(
          .th, [HTMLAttribute(.scope, "row")],
          element(.strong, .text(definition.title)),
          definition.unit.isEmpty || values.isShare
            ? .fragment([]) : element(.span, [.class("unit")], .text(" \(definition.unit)")),
          definition.definition.isEmpty
            ? .fragment([]) : element(.p, .text(definition.definition)),
          definition.source.isEmpty
            ? .fragment([])
            : element(.p, [.class("source")], .text("\(definition.source) · \(definition.name)")))
      ]
        + zip(heads.dropFirst(), cells).map { head, cell in
          element(.td, [HTMLAttribute(.dataLabel, head)], .text(cell))
        })
  }

  /// The notes of the generations, the same note of many generations said once.
  private var notes: HTMLNode {
    let notes = GenerationNotes(facts.record.generations).lines
    guard !notes.isEmpty else { return .fragment([]) }
    return element(
      .div, [.class("notes")], element(.h3, "Notes"),
      element(.ul, children: notes.map { element(.li, .text($0)) }))
  }
}
