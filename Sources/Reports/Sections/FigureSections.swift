import Measures

/// The sections of charts.
struct FigureSections {
  var facts: RunFacts
  var hasCharts: Bool

  /// Curves need two generations; what generation 0 alone measured stands in the table.
  var curves: [Figure] {
    facts.lastGeneration == 0 ? [] : CurvePanel.all.compactMap { CurveFigure($0, facts)?.figure }
  }

  var words: [Figure] {
    let ranks = RankFrequencyFigure(facts)?.figure
    guard facts.lastGeneration > 0 else { return [ranks].compactMap { $0 } }
    return [ranks, SurvivalFigure(facts)?.figure, TrackedWordsFigure(facts)?.figure]
      .compactMap { $0 }
  }

  var figures: [Figure] { curves + words }

  var nodes: [HTMLNode] {
    [
      section("curves", "From generation to generation", curveIntroduction, curves, "multiples"),
      section(
        "words",
        facts.lastGeneration > 0
          ? "Which words are used, and which survive" : "Which words are used",
        facts.lastGeneration > 0
          ? "Rare words carry the variety of a language, and chance takes them first."
          : "Few words are used often, and most are rare.", words, "large"),
    ].compactMap { $0 }
  }

  private var curveIntroduction: String {
    let intervals =
      facts.replicateCount > 1
      ? "Lines are means over \(facts.replicateCount) replicates, bands their 95\u{A0}% intervals"
        + " (Student’s t)."
      : "One replicate: the lines show a single run, without intervals."
    let theory = facts.manifest.theory.isEmpty ? "" : " Dotted lines are what theory expects."
    return intervals + theory
  }

  private func section(
    _ id: String, _ title: String, _ introduction: String, _ figures: [Figure], _ style: String
  ) -> HTMLNode? {
    guard !figures.isEmpty else { return nil }
    return element(
      .section, [.id(id)], element(.h2, .text(title)),
      element(.p, [.class("intro")], .text(introduction)),
      element(
        .div, [.class(style)],
        children: figures.map { FigureNode(figure: $0, hasCharts: hasCharts).node }))
  }
}
