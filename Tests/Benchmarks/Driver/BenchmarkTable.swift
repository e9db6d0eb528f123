/// A finished table: plain data, from which pages and figures are made.
struct BenchmarkTable: Codable {
  var command: String
  var machine: String
  var text: String
  var runs: Int
  /// The share of the processors that others took before the first row.
  var otherWork: Double
  var families: [Family] = []
  /// Time over size, for the figure.
  var growth: [GrowthPoint] = []
  /// How many results were compared with those of peers.
  var comparisons = 0
  /// Where two programs did not do the same work.
  var disagreements: [String] = []

  /// Rows that belong together.
  struct Family: Codable {
    var title: String
    var rows: [Row]
  }

  /// The table in Markdown; the short one has a few rows of each family.
  func markdown(short: Bool) -> String {
    var lines = [
      "`\(command)`, \(runs == 1 ? "one run" : "\(runs) runs"), on \(machine).",
      "Text: \(text).", "",
    ]
    if otherWork > 0.1 {
      lines += [
        "**Others took \(NumberText.fixed(otherWork * 100, 0)) % of the processors when it began: "
          + "to be made again on a quiet machine.**", "",
      ]
    }
    lines += [
      "| | textcollapse | beside it | ratio | bar | met |", "|---|--:|--:|--:|--:|:-:|",
    ]
    for family in families {
      let rows = short ? family.rows.filter(\.isHeadline) : family.rows
      guard !rows.isEmpty else { continue }
      lines.append("| **\(family.title)** | | | | | |")
      lines += rows.map(\.markdown)
    }
    if disagreements.isEmpty {
      if comparisons > 0 {
        lines += [
          "",
          "All \(comparisons) results that two programs found agreed: counts, discounts, scores.",
        ]
      }
    } else {
      lines += ["", "**Not in order:**", ""] + disagreements.map { "- \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A time for a size.
struct GrowthPoint: Codable {
  var series: String
  var tokens: Double
  var seconds: Double
}

extension Row {
  /// A line of a Markdown table.
  fileprivate var markdown: String {
    let ours = ours.map(unit.text) ?? "–"
    let beside =
      peer.map { name in theirs.map { "\(name): \(unit.text($0))" } ?? "\(name): not installed" }
    let ratio = ratio.map { NumberText.fixed($0, unit == .perplexity ? 6 : 2) }
    let met = isMet.map { $0 ? "yes" : "**no**" }
    return "| \(what) | \(ours) | \(beside ?? "–") | \(ratio ?? "–") "
      + "| \(bar?.text(unit) ?? "–") | \(met ?? "–") |"
  }
}

extension Bar {
  /// Such as `≥ 4 times`.
  fileprivate func text(_ unit: Unit) -> String {
    let written = unit == .difference ? NumberText.short(limit) : unit.text(limit)
    let limit = NumberText.short(limit, places: 2)
    return "\(isMinimum ? "≥" : "≤") " + (measuresRatio ? "\(limit) times" : written)
  }
}
