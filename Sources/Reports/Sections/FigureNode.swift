/// A figure on the page: title, sentence, place of the chart, notes and the numbers.
struct FigureNode {
  var figure: Figure
  var hasCharts: Bool

  var node: HTMLNode {
    let id = "figure-" + figure.name
    let title = id + "-title"
    return element(
      .figure, [.id(id), HTMLAttribute(.ariaLabelledBy, title)],
      element(
        .figcaption, element(.h3, [.id(title)], .text(figure.title)),
        element(.p, [.class("summary")], .text(figure.summary))),
      hasCharts
        ? element(.div, [.class("chart"), HTMLAttribute(.dataFigure, figure.name)]) : .fragment([]),
      .fragment(figure.notes.map { element(.p, [.class("note")], .text($0)) }),
      element(
        .details, hasCharts ? [] : [HTMLAttribute(.open)],
        element(.summary, "The numbers"), TableNode(table: figure.table).node))
  }
}

/// A table of numbers that scrolls by itself where it is wide.
struct TableNode {
  var table: DataTable

  var node: HTMLNode {
    element(
      .div,
      [
        .class("scroll"), HTMLAttribute(.tabindex, "0"), HTMLAttribute(.role, "group"),
        HTMLAttribute(.ariaLabel, "Table of numbers"),
      ],
      element(
        .table,
        element(
          .thead,
          element(
            .tr,
            children: table.columns.map {
              element(.th, [HTMLAttribute(.scope, "col")], .text($0))
            })),
        element(.tbody, children: table.rows.map(row))))
  }

  private func row(_ cells: [String]) -> HTMLNode {
    element(
      .tr,
      children: cells.enumerated().map { index, cell in
        index == 0
          ? element(.th, [HTMLAttribute(.scope, "row")], isolated(cell))
          : element(.td, .text(cell))
      })
  }
}
