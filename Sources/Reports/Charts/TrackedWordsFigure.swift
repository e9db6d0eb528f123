import Measures

/// Single words through the generations: a strip of counts, with a cross where a word is missing.
package struct TrackedWordsFigure: Sendable {
  private let facts: RunFacts
  private let words: [(key: String, word: TrackedWord, counts: [Int?])]

  /// Takes the facts of a run; none without tracked words.
  package init?(_ facts: RunFacts) {
    self.facts = facts
    let tracked = facts.manifest.trackedWords
    let records = facts.table.generations.map { facts.table.shown($0) }
    guard !tracked.isEmpty, records.contains(where: { !($0?.trackedCounts.isEmpty ?? true) })
    else { return nil }
    // Words that look alike still need rows of their own.
    var seen: [String: Int] = [:]
    words = tracked.enumerated().map { index, word in
      let shown = Self.visible(word.text)
      let count = seen[shown, default: 0]
      seen[shown] = count + 1
      let key = shown + String(repeating: "\u{200B}", count: count)
      let counts = records.map { record in
        record.flatMap { $0.trackedCounts.indices.contains(index) ? $0.trackedCounts[index] : nil }
      }
      return (key, word, counts)
    }
  }

  /// The figure.
  package var figure: Figure {
    Figure(
      name: "tracked-words", title: "Single words through the generations", summary: summary,
      notes: [
        "Each row is a word with its count in the real text; the stronger the colour, the more often it occurs."
          + " A cross marks a generation that does not have it. Replicate"
          + " \(facts.table.replicates.first ?? 0)."
      ], table: table, draw: specification)
  }

  /// A word as a label: never empty, without control characters.
  static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(40) {
      let isHidden =
        scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
      result.unicodeScalars.append(isHidden ? "\u{FFFD}" : scalar)
    }
    return result.contains { !$0.isWhitespace } ? result : "␣"
  }

  private var keys: [String] {
    words.map { item in
      let word = Self.isRightToLeft(item.key) ? "\u{2068}\(item.key)\u{2069}" : item.key
      return "\(word) (\(NumberText.integer(item.word.count)))"
    }
  }

  /// Whether a word has letters that read from right to left, so that it must be isolated.
  static func isRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
        true
      default: false
      }
    }
  }

  private func specification(_ palette: ChartPalette) -> JSONValue {
    let generations = facts.table.generations
    let levels = Self.levels
    let encoding: JSONValue = [
      "x": VegaLite.field(
        "generation", .ordinal,
        [
          "title": "generation",
          "axis": [
            "labelAngle": 0, "domain": false,
            "values": VegaLite.numbers(
              Ticks.generations(upTo: generations.last ?? 0)),
          ],
          "scale": ["paddingInner": 0.04],
        ]),
      "y": VegaLite.field(
        "word", .nominal,
        [
          "title": .null, "sort": VegaLite.strings(keys),
          "axis": ["labelLimit": 150], "scale": ["paddingInner": 0.12],
        ]),
      "tooltip": [
        VegaLite.field("text", .nominal, ["title": "word"]),
        VegaLite.field("generation", .ordinal, ["title": "generation"]),
        VegaLite.field("count", .quantitative, ["title": "times in its training text"]),
      ],
    ]
    let colour = VegaLite.field(
      "level", .ordinal,
      [
        "title": "times in the training text",
        "legend": ["symbolType": "square", "columns": 5, "symbolStrokeWidth": 0],
        "scale": [
          "domain": VegaLite.strings(levels.map(\.label)),
          "range": VegaLite.strings(palette.ramp(levels.count).reversed()),
        ],
      ])
    return VegaLite.layers(
      height: Swift.max(60, words.count * 22), data: rows, encoding: encoding,
      [
        [
          "transform": [["filter": "datum.count > 0"]],
          "mark": VegaLite.mark("rect", ["cornerRadius": 2]), "encoding": ["color": colour],
        ],
        [
          "transform": [["filter": "datum.count == 0"]],
          "mark": VegaLite.mark(
            "point",
            [
              "shape": "M-1,-1L1,1M-1,1L1,-1", "size": 60, "strokeWidth": 1.5,
              "color": .string(palette.muted), "opacity": 1,
            ]),
        ],
      ])
  }

  /// Classes of counts, by factors of about four.
  static let levels: [(label: String, least: Int)] = [
    ("1", 1), ("2–5", 2), ("6–20", 6), ("21–100", 21), ("over 100", 101),
  ]

  private var rows: [JSONValue] {
    zip(keys, words).flatMap { key, item in
      zip(facts.table.generations, item.counts).compactMap { generation, count -> JSONValue? in
        guard let count else { return nil }
        let level = Self.levels.last { $0.least <= count }?.label ?? ""
        return [
          "word": .string(key), "text": .string(Self.visible(item.word.text)),
          "generation": .number(Double(generation)), "count": .number(Double(count)),
          "level": .string(level),
        ]
      }
    }
  }

  private var summary: String {
    let known = words.filter { ($0.counts.last ?? nil) != nil }
    let gone = known.filter { $0.counts.last == .some(0) }
    let returned = words.contains { item in
      let counts = item.counts.compactMap { $0 }
      guard let death = counts.firstIndex(of: 0) else { return false }
      return counts[death...].contains { $0 > 0 }
    }
    guard facts.lastGeneration > 0 else { return "The words that the run follows." }
    return "\(gone.count) of these \(known.count) words are \(facts.lost) in generation"
      + " \(facts.lastGeneration)."
      + (returned ? " Some were missing for a while and returned." : "")
  }

  private var table: DataTable {
    DataTable(
      columns: ["word", "real text"] + facts.table.generations.map { "generation \($0)" },
      rows: words.map { item in
        [Self.visible(item.word.text), NumberText.integer(item.word.count)]
          + item.counts.map { $0.map { NumberText.integer($0) } ?? NumberText.absent }
      })
  }
}
