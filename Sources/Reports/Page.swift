import Measures

/// Puts the sections of a report into one file that loads nothing.
struct Page {
  var facts: RunFacts
  var chartBundle: [UInt8]?

  var html: String {
    let text = TextSection(facts)
    let hasCharts = PageFrame.hasCharts(chartBundle)
    let figures = FigureSections(facts: facts, hasCharts: hasCharts)
    let sections =
      figures.nodes + [MeasureSection(facts: facts).node, ProvenanceSection(facts: facts).node]
    return PageFrame(
      title: facts.title, subtitle: SettingText.subtitle(facts),
      description: WhatHappened(facts).sentences.joined(separator: " "),
      navigation: navigation(figures, hasText: text != nil),
      head: [HeadlineSection(facts: facts).node] + [text?.node].compactMap { $0 },
      sections: sections, footer: footer, text: text?.data ?? .null, figures: figures.figures,
      chartBundle: chartBundle
    ).html
  }

  private func navigation(_ figures: FigureSections, hasText: Bool) -> [(id: String, title: String)]
  {
    var links = [("what-happened", "What happened")]
    if hasText { links.append(("text", "Text")) }
    if !figures.curves.isEmpty { links.append(("curves", "Curves")) }
    if !figures.words.isEmpty { links.append(("words", "Words")) }
    links += [("measures", "Measures"), ("provenance", "Reproduce")]
    return links.map { (id: $0.0, title: $0.1) }
  }

  private var footer: String {
    "Made by textcollapse \(facts.manifest.versions.textcollapse) from the record of the run alone."
      + " The model is an n-gram model: small, exact, and not a large language model."
  }
}
