/// What happened: the sentences and the six numbers.
struct HeadlineSection {
  var facts: RunFacts

  var node: HTMLNode {
    let sentences = WhatHappened(facts).sentences
    return element(
      .section,
      [.id("what-happened"), .class("happened"), HTMLAttribute(.ariaLabel, "What happened")],
      element(
        .div, [.class("opening")],
        element(
          .div, element(.p, [.class("lead")], .text(sentences.first ?? "")),
          .fragment(sentences.dropFirst().map { element(.p, [.class("more")], .text($0)) })),
        waffle),
      element(.ul, [.class("cards")], children: Headline.all(facts).map(card)))
  }

  private var waffle: HTMLNode {
    guard let retained = WhatHappened(facts).retained else { return .fragment([]) }
    return WaffleGraphic(share: retained.mean, lost: facts.lost).node
  }

  private func card(_ headline: Headline) -> HTMLNode {
    let series = headline.series
    let shown = series.last ?? series.first
    let verdict: String
    switch headline.change.isCollapsing(headline.direction) {
    case .some(true): verdict = "worse"
    case .some(false): verdict = "steady"
    case .none: verdict = "unknown"
    }
    var lines: [HTMLNode] = [
      element(.h3, .text(headline.title)),
      element(
        .p, [.class("value")],
        element(.strong, .text(headline.values.number(shown?.mean))), movement(headline)),
    ]
    if let spark = SparkGraphic(series)?.node { lines.append(spark) }
    lines.append(
      element(.p, [.class("interval")], .text(headline.interval(replicates: facts.replicateCount))))
    lines.append(
      element(.p, [.class("meaning")], .text("\(headline.meaning); \(headline.expectation)")))
    return element(.li, [.class("card \(verdict)")], children: lines)
  }

  private func movement(_ headline: Headline) -> HTMLNode {
    guard let first = headline.series.first, headline.series.last != nil else {
      return .fragment([])
    }
    let change = headline.change.relative.map { " \($0)" } ?? ""
    return element(
      .span, [.class("movement")],
      element(
        .span, [.class("arrow")], .text("\(headline.change.arrow)\(change)")),
      element(.span, .text("from \(headline.values.number(first.mean))")))
  }
}
