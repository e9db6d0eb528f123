public import Measures

/// A run in a few lines for a terminal.
public struct TerminalSummary: Sendable {
  private static let measures = [
    "heldOutPerplexity", "ownPerplexity", "retainedVocabulary", "vocabularySize",
    "typeTokenRatio", "distinct2", "entropy", "accuracyTop1", "overfittingRate",
    "diversityIndex", "dataQuality",
  ]

  private let facts: RunFacts

  /// Takes a run.
  public init(_ record: RunRecord, _ definitions: [MeasureDefinition]) {
    facts = RunFacts(record: record, definitions: definitions)
  }

  /// The summary.
  ///
  /// - Parameters:
  ///   - width: the columns of the terminal; at least 40 are used.
  ///   - color: whether to use ANSI colours.
  ///   - ascii: whether to keep to ASCII, for terminals that are not in UTF-8.
  /// - Returns: lines, each ended by a newline.
  public func text(width: Int, color: Bool, ascii: Bool = false) -> String {
    let width = Swift.max(40, width)
    let shown = { (text: String) in Self.shown(text, ascii) }
    var lines = [
      bold(DisplayWidth.cut(shown(facts.title), to: width, ellipsis: ascii ? "." : "…"), color)
    ]
    lines += DisplayWidth.wrapped(shown(SettingText.subtitle(facts)), to: width) + [""]
    for sentence in WhatHappened(facts).sentences.prefix(1) {
      lines += DisplayWidth.wrapped(shown(sentence), to: width) + [""]
    }
    lines += rows(width, color, ascii)
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Row {
    var title: String
    var spark: String
    var numbers: String
    var change: String
    var isCollapsing: Bool?
  }

  private func rows(_ width: Int, _ color: Bool, _ ascii: Bool) -> [String] {
    let limit = Swift.min(20, Swift.max(6, (width - 40) / 2))
    let rows = Self.measures.compactMap { row($0, limit, ascii) }
    let sparkWidth = rows.map(\.spark.count).max() ?? 0
    let numbers = rows.map { DisplayWidth.of($0.numbers) }.max() ?? 0
    let change = rows.map { DisplayWidth.of($0.change) }.max() ?? 0
    let rest = width - sparkWidth - numbers - change - 6
    let longest = rows.map { DisplayWidth.of($0.title) }.max() ?? 0
    let isNarrow = rest < Swift.min(longest, 24)
    let title = Swift.min(longest, isNarrow ? width - sparkWidth - 2 : rest)
    return rows.flatMap { row -> [String] in
      let head = DisplayWidth.pad(
        DisplayWidth.cut(row.title, to: title, ellipsis: ascii ? "." : "…"), to: title)
      let spark = DisplayWidth.pad(row.spark, to: sparkWidth)
      let change = tint(DisplayWidth.pad(row.change, to: change, left: true), row, color)
      if isNarrow {
        let end = row.change.isEmpty ? "" : "  " + tint(row.change, row, color)
        return ["\(head)  \(spark)", "  \(row.numbers)\(end)"]
      }
      guard !row.change.isEmpty else { return ["\(head)  \(spark)  \(row.numbers)"] }
      return ["\(head)  \(spark)  \(DisplayWidth.pad(row.numbers, to: numbers))  \(change)"]
    }
  }

  private func row(_ name: String, _ limit: Int, _ ascii: Bool) -> Row? {
    let series = facts.series(name)
    guard !series.isEmpty else { return nil }
    let definition = facts.definition(name)
    let values = ValueText(definition)
    let change = ChangeText(series, values)
    let first = values.plusMinus(series.first)
    let numbers = facts.lastGeneration > 0 ? "\(first) → \(values.plusMinus(series.last))" : first
    return Row(
      title: Self.shown(definition.title, ascii),
      spark: Sparkline.text(series.estimates.map { $0?.mean }, limit: limit, ascii: ascii),
      numbers: Self.shown(numbers, ascii),
      change: change.relative.map { Self.shown("\(change.arrow) \($0)", ascii) } ?? "",
      isCollapsing: change.isCollapsing(definition.direction))
  }

  private func bold(_ text: String, _ color: Bool) -> String {
    color ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  private func tint(_ text: String, _ row: Row, _ color: Bool) -> String {
    guard color, let isCollapsing = row.isCollapsing else { return text }
    return "\u{1B}[\(isCollapsing ? 33 : 32)m\(text)\u{1B}[0m"
  }

  /// Text without control characters and, if wanted, in ASCII alone.
  private static func shown(_ text: String, _ ascii: Bool) -> String {
    let plain = DisplayWidth.plain(text).replacing("\u{A0}", with: " ")
    guard ascii else { return plain }
    let names: [Character: String] = [
      "→": "->", "±": "+-", "↑": "up", "↓": "down", "−": "-", "–": "-", "·": "|", "×": "x",
      "’": "'",
    ]
    return plain.reduce(into: "") { output, character in
      output += character.isASCII ? String(character) : names[character] ?? "?"
    }
  }
}
