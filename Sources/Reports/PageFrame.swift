/// The frame of every page: style, scripts, charts and the policy that allows just these.
struct PageFrame {
  var title: String
  var subtitle: String
  var description: String
  var navigation: [(id: String, title: String)]
  /// The sections before the note that charts are missing, if they are.
  var head: [HTMLNode]
  /// The sections after it.
  var sections: [HTMLNode]
  var footer: String
  /// What the page's script needs to show text.
  var text: JSONValue = .null
  var figures: [Figure]
  var chartBundle: [UInt8]?

  /// Whether there is something that draws charts.
  static func hasCharts(_ bundle: [UInt8]?) -> Bool { bundle.map { !$0.isEmpty } ?? false }

  private var charts: String? {
    chartBundle.flatMap { $0.isEmpty ? nil : "\n" + InlineScript.safe($0) + "\n" }
  }

  var html: String {
    let charts = charts
    let style = "\n" + String(decoding: PageParts.style, as: UTF8.self)
    let script = "\n" + InlineScript.safe(PageParts.theme + PackageResources.report_js)
    let policy = ContentSecurityPolicy(
      scripts: [charts, script].compactMap { $0 }, styles: [style])
    let main = head + (charts == nil ? [notice] : []) + sections
    let links = navigation.map { element(.a, [.anchor($0.id)], .text($0.title)) }
    return PageTemplate(PackageResources.page_html).filled([
      "POLICY": HTMLText.escaped(policy.value),
      "TITLE": HTMLText.escaped(title),
      "SUBTITLE": HTMLText.escaped(subtitle),
      "DESCRIPTION": HTMLText.escaped(description),
      "STYLE": style,
      "NAVIGATION": HTMLNode.fragment(links).markup,
      "MAIN": main.map(\.markup).joined(separator: "\n"),
      "FOOTER": HTMLText.escaped(footer),
      "DATA": data(draw: charts != nil).compact,
      "CHARTS": charts.map { "<script type=\"module\">\($0)</script>" } ?? "",
      "SCRIPT": script,
    ])
  }

  private func data(draw: Bool) -> JSONValue {
    [
      "text": text, "config": ChartPalette.page.config,
      "figures": .object(
        Dictionary((draw ? figures : []).map { ($0.name, $0.pageSpecification) }) { $1 }),
    ]
  }

  private var notice: HTMLNode {
    element(
      .p, [.class("notice")],
      "The charts are not in this file: ", element(.code, "make setup"),
      " gets what draws them; then make the report again. All numbers are in the tables.")
  }
}
