import Measures

/// Puts the sections of a report into one file that loads nothing.
struct Page {
  var facts: RunFacts
  var chartBundle: [UInt8]?

  private var charts: String? {
    chartBundle.flatMap { $0.isEmpty ? nil : "\n" + InlineScript.safe($0) + "\n" }
  }

  var html: String {
    let charts = charts
    let style = "\n" + String(decoding: PackageResources.report_css, as: UTF8.self)
    let script = "\n" + InlineScript.safe(PackageResources.report_js)
    let text = TextSection(facts)
    let figures = FigureSections(facts: facts, hasCharts: charts != nil)
    let policy = ContentSecurityPolicy(
      scripts: [charts, script].compactMap { $0 }, styles: [style])
    let main =
      [HeadlineSection(facts: facts).node, text?.node, charts == nil ? notice : nil]
      .compactMap { $0 } + figures.nodes
      + [MeasureSection(facts: facts).node, ProvenanceSection(facts: facts).node]
    return PageTemplate(PackageResources.page_html).filled([
      "POLICY": HTMLText.escaped(policy.value),
      "TITLE": HTMLText.escaped(facts.title),
      "SUBTITLE": HTMLText.escaped(SettingText.subtitle(facts)),
      "DESCRIPTION": HTMLText.escaped(WhatHappened(facts).sentences.joined(separator: " ")),
      "STYLE": style,
      "NAVIGATION": navigation(figures, hasText: text != nil).markup,
      "MAIN": main.map(\.markup).joined(separator: "\n"),
      "FOOTER": HTMLText.escaped(footer),
      "DATA": data(text, figures, charts != nil).compact,
      "CHARTS": charts.map { "<script type=\"module\">\($0)</script>" } ?? "",
      "SCRIPT": script,
    ])
  }

  private func data(_ text: TextSection?, _ figures: FigureSections, _ draw: Bool) -> JSONValue {
    let specifications = draw ? figures.figures : []
    return [
      "text": text?.data ?? .null,
      "config": ChartPalette.page.config,
      "figures": .object(
        Dictionary(specifications.map { ($0.name, $0.pageSpecification) }) { $1 }),
    ]
  }

  private var notice: HTMLNode {
    element(
      .p, [.class("notice")],
      "The charts are not in this file: ", element(.code, "make setup"),
      " gets what draws them; then make the report again. All numbers are in the tables.")
  }

  private func navigation(_ figures: FigureSections, hasText: Bool) -> HTMLNode {
    var links = [("what-happened", "What happened")]
    if hasText { links.append(("text", "Text")) }
    if !figures.curves.isEmpty { links.append(("curves", "Curves")) }
    if !figures.words.isEmpty { links.append(("words", "Words")) }
    links += [("measures", "Measures"), ("provenance", "Reproduce")]
    return .fragment(links.map { element(.a, [.anchor($0.0)], .text($0.1)) })
  }

  private var footer: String {
    "Made by textcollapse \(facts.manifest.versions.textcollapse) from the record of the run alone."
      + " The model is an n-gram model: small, exact, and not a large language model."
  }
}
