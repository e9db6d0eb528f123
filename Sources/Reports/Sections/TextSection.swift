import Measures

/// The text itself: the real passage beside what a generation wrote, with a slider through time.
struct TextSection {
  private let facts: RunFacts
  private let passage: Passage
  private let numbers: [(title: String, series: Series, values: ValueText)]

  init?(_ facts: RunFacts) {
    self.facts = facts
    passage = Passage(facts)
    numbers = Self.numbers(facts)
    guard !passage.moments.isEmpty else { return nil }
  }

  var node: HTMLNode {
    guard let shown = passage.moments.last else { return .fragment([]) }
    return element(
      .section, [.id("text"), HTMLAttribute(.ariaLabelledBy, "text-title")],
      element(.h2, [.id("text-title")], "The text itself"),
      element(.p, [.class("intro")], .text(introduction)),
      element(
        .div,
        [
          .id("stage"), .class("stage"), HTMLAttribute(.tabindex, "0"),
          HTMLAttribute(.role, "group"),
          HTMLAttribute(.ariaLabel, "Generations: arrow keys move, Space plays"),
        ],
        passage.moments.count > 1 ? controls(shown) : .fragment([]),
        element(
          .p, [.id("sentence"), .class("sentence"), HTMLAttribute(.ariaLive, "polite")],
          sentence(shown)),
        element(
          .div, [.class("texts")], reference(shown),
          element(.div, [.class("side")], written(shown), numberList(shown)))))
  }

  /// What the page's script needs to show any generation.
  var data: JSONValue {
    [
      "reference": .array(
        passage.pieces.map { piece in
          [
            .string(piece.text),
            .number(piece.startsParagraph ? 2 : piece.spaceBefore ? 1 : 0),
          ]
        }),
      "moments": .array(
        passage.moments.map { moment in
          [
            "generation": .number(Double(moment.generation)),
            "missing": .array(moment.missing.map { .number(Double($0)) }),
            "count": .string(count(moment)),
            "sentence": .string(passage.sentence(moment)),
            "gone": list(moment.gone), "back": list(moment.back),
            "heading": .string(heading(moment)),
            "paragraphs": .array(moment.paragraphs.map { .string($0) }),
            "numbers": .array(values(moment.generation).map { .string($0.value) }),
          ]
        }),
    ]
  }

  private var introduction: String {
    let words =
      "A passage of the real text, with the words struck out that a generation no longer has,"
      + " beside what that generation wrote."
    guard passage.moments.count > 1 else { return "A passage of the real text." }
    return facts.isLossFinal
      ? words + " In this run a word that is lost once cannot return."
      : words + " A missing word can return where real or older text is mixed in."
  }

  private func controls(_ shown: Passage.Moment) -> HTMLNode {
    element(
      .div, [.class("controls"), .id("controls"), HTMLAttribute(.hidden)],
      button("previous", "‹", "Generation before"),
      button("play", "Play", "Play through the generations"),
      button("next", "›", "Next generation"),
      element(.label, [HTMLAttribute(.for, "generation"), .class("hidden")], "Generation"),
      element(
        .input,
        [
          HTMLAttribute(.type, "range"), .id("generation"), HTMLAttribute(.min, "0"),
          HTMLAttribute(.max, String(passage.moments.count - 1)), HTMLAttribute(.step, "1"),
          HTMLAttribute(.value, String(passage.moments.count - 1)),
        ]),
      element(
        .output, [.id("shown"), HTMLAttribute(.for, "generation")],
        .text("generation \(shown.generation)")))
  }

  private func button(_ id: String, _ text: String, _ label: String) -> HTMLNode {
    element(
      .button,
      [HTMLAttribute(.type, "button"), .id(id), HTMLAttribute(.ariaLabel, label)], .text(text))
  }

  private func sentence(_ moment: Passage.Moment) -> HTMLNode {
    .text(passage.sentence(moment))
  }

  private func heading(_ moment: Passage.Moment) -> String {
    moment.generation == 0 ? "More of the real text" : "What generation \(moment.generation) wrote"
  }

  private func count(_ moment: Passage.Moment) -> String {
    moment.generation == 0
      ? "\(NumberText.integer(passage.wordCount)) words" : passage.count(moment)
  }

  private var direction: [HTMLAttribute] {
    var attributes = [HTMLAttribute(.dir, facts.manifest.corpus.rightToLeft ? "rtl" : "auto")]
    if let language = facts.manifest.corpus.language {
      attributes.append(HTMLAttribute(.lang, language))
    }
    return attributes
  }

  private func reference(_ moment: Passage.Moment) -> HTMLNode {
    element(
      .article, [.class("real")],
      element(
        .header,
        element(.h3, "The real text"),
        element(.p, [.id("count"), .class("count")], .text(count(moment)))),
      element(
        .div, [.id("reference"), .class("prose")] + direction,
        children: ReferenceText(pieces: passage.pieces, missing: Set(moment.missing)).paragraphs),
      element(
        .p, [.id("news"), .class("news")], .text("")))
  }

  private func written(_ moment: Passage.Moment) -> HTMLNode {
    element(
      .article, [.class("written")],
      element(.header, element(.h3, [.id("heading")], .text(heading(moment)))),
      element(
        .div, [.id("written"), .class("prose")] + direction,
        children: moment.paragraphs.map { element(.p, .text($0)) }))
  }

  private func numberList(_ moment: Passage.Moment) -> HTMLNode {
    element(
      .dl, [.class("numbers")],
      children: values(moment.generation).map { item in
        element(
          .div, element(.dt, .text(item.title)),
          element(.dd, [HTMLAttribute(.dataNumber)], .text(item.value)))
      })
  }

  private func values(_ generation: Int) -> [(title: String, value: String)] {
    let position = facts.table.generations.firstIndex(of: generation)
    return numbers.map { number in
      let estimate = position.flatMap { number.series.estimates[$0] }
      return (number.title, number.values.number(estimate?.mean))
    }
  }

  private static func numbers(
    _ facts: RunFacts
  ) -> [(title: String, series: Series, values: ValueText)] {
    [
      ("words still known", "retainedVocabulary", "share"),
      ("perplexity of real text", "heldOutPerplexity", ""),
      ("perplexity of its training text", "ownPerplexity", ""),
      ("next words guessed", "accuracyTop1", "share"),
    ].map { ($0, facts.series($1), ValueText(unit: $2)) }.filter { !$0.1.isEmpty }
  }

  private func list(_ words: [String]) -> JSONValue {
    .array(words.map { .string($0) })
  }
}
