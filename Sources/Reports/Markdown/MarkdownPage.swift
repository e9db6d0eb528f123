import Measures

/// The page of a finished run in Markdown: what happened, the numbers, the pictures, the text.
package struct MarkdownPage: Sendable {
  private let facts: RunFacts
  private let figures: [Figure]

  /// Takes a run and its figures, whose pictures are expected at `figures/NAME.svg`.
  package init(_ facts: RunFacts, figures: [Figure]) {
    self.facts = facts
    self.figures = figures
  }

  /// The page, ended by a newline.
  package var text: String {
    let parts: [String] =
      [
        "# " + MarkdownText.inline(facts.title),
        MarkdownText.escaped(SettingText.subtitle(facts)),
        "## What happened", happened, headlines,
      ] + samples + pictures + ["## How to reproduce", reproduction]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var happened: String {
    WhatHappened(facts).sentences.map(MarkdownText.escaped).joined(separator: "\n\n")
  }

  private var headlines: String {
    MarkdownText.table(
      ["Measure", "Generation 0", "Generation \(facts.lastGeneration)", "Change", "95 % interval"],
      Headline.all(facts).map { headline in
        let series = headline.series
        return [
          headline.title, headline.values.number(series.first?.mean),
          headline.values.number(series.last?.mean),
          headline.change.relative.map { "\(headline.change.arrow) \($0)" } ?? NumberText.absent,
          headline.values.interval(series.last) ?? NumberText.absent,
        ]
      })
  }

  private var samples: [String] {
    let passage = Passage(facts)
    guard let last = passage.moments.last, !passage.pieces.isEmpty else { return [] }
    var parts = ["## The text itself"]
    if last.generation > 0 {
      parts.append(
        "The real text; words that are \(facts.lost) in generation \(last.generation) are struck"
          + " out (\(passage.count(last))):")
    }
    parts.append(block(struck(passage.pieces, Set(last.missing))))
    for moment in selection(passage.moments) where !moment.paragraphs.isEmpty {
      parts.append("Generation \(moment.generation) wrote:")
      parts.append(block(moment.paragraphs.map(MarkdownText.escaped)))
    }
    return parts
  }

  /// The first written generation, one from the middle, and the last.
  private func selection(_ moments: [Passage.Moment]) -> [Passage.Moment] {
    let written = moments.filter { $0.generation > 0 }
    guard written.count > 3 else { return written }
    return [written[0], written[written.count / 2], written[written.count - 1]]
  }

  private func struck(_ pieces: [TextPiece], _ missing: Set<Int>) -> [String] {
    var paragraphs: [String] = []
    for (index, piece) in pieces.enumerated() {
      if paragraphs.isEmpty || (piece.spaceBefore && piece.startsParagraph) {
        paragraphs.append("")
      } else if piece.spaceBefore {
        paragraphs[paragraphs.count - 1] += " "
      }
      let text = MarkdownText.inline(piece.text)
      // As an element, because "~~" is not taken for markup beside punctuation.
      paragraphs[paragraphs.count - 1] += missing.contains(index) ? "<del>\(text)</del>" : text
    }
    return paragraphs.map(MarkdownText.paragraph)
  }

  private func block(_ paragraphs: [String]) -> String {
    let quoted = paragraphs.map { "> " + $0.replacing("\n", with: "\n> ") }
      .joined(separator: "\n>\n")
    guard facts.manifest.corpus.rightToLeft else { return quoted }
    return "<div dir=\"rtl\">\n\n\(quoted)\n\n</div>"
  }

  private var pictures: [String] {
    guard !figures.isEmpty else { return [] }
    return ["## Curves"]
      + figures.flatMap { figure in
        [
          "### \(MarkdownText.inline(figure.title))",
          "![\(MarkdownText.inline(figure.title))](figures/\(figure.name).svg)",
          MarkdownText.escaped(figure.summary),
          figure.notes.map(MarkdownText.escaped).joined(separator: " "),
        ]
      }
  }

  private var reproduction: String {
    let versions = facts.manifest.versions
    let inputs = facts.manifest.inputs.map { input in
      [
        MarkdownText.inline(input.path), input.role, NumberText.bytes(input.bytes),
        "`\(MarkdownText.inline(input.sha256))`",
      ]
    }
    let table =
      inputs.isEmpty
      ? "" : "\n\n" + MarkdownText.table(["Input", "Role", "Size", "SHA-256"], inputs)
    return MarkdownText.codeBlock(
      DisplayWidth.plain(Command.line(facts.manifest.command)), language: "sh")
      + "\n\ntextcollapse \(MarkdownText.inline(versions.textcollapse)), Swift"
      + " \(MarkdownText.inline(versions.swift)), ICU \(MarkdownText.inline(versions.icu)),"
      + " Unicode \(MarkdownText.inline(versions.unicode))." + table
  }
}
