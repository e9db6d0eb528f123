package import Measures

/// The passage of the real text and what each generation has lost of it.
package struct Passage: Sendable {
  /// The state of the passage in one generation.
  package struct Moment: Sendable {
    /// The generation.
    package var generation: Int
    /// Indices of missing tokens, sorted, each valid.
    package var missing: [Int]
    /// How many words of the passage are missing.
    package var missingWords: Int
    /// Words that are missing here and were not a generation before, in order of appearance.
    package var gone: [String]
    /// Words that were missing a generation before and are back.
    package var back: [String]
    /// What the generation wrote.
    package var paragraphs: [String]
  }

  /// The tokens of the real passage.
  package let pieces: [TextPiece]
  /// How many of them are words rather than punctuation.
  package let wordCount: Int
  /// The generations that have a sample, in order.
  package let moments: [Moment]
  private let lost: String

  /// Takes the samples of a run.
  package init(_ facts: RunFacts) {
    let pieces = facts.record.samples.reference
    let isWord = pieces.map { Self.isWord($0.text) }
    self.pieces = pieces
    lost = facts.lost
    wordCount = isWord.count { $0 }
    var before: Set<String> = []
    var moments: [Moment] = []
    for sample in facts.record.samples.generations.sorted(by: { $0.generation < $1.generation }) {
      let missing = Set(sample.missing).filter { pieces.indices.contains($0) }.sorted()
      let words = Self.distinct(missing.filter { isWord[$0] }.map { pieces[$0].text })
      let now = Set(words)
      moments.append(
        Moment(
          generation: sample.generation, missing: missing,
          missingWords: missing.count { isWord[$0] },
          gone: words.filter { !before.contains($0) },
          back: Self.distinct(pieces.map(\.text)).filter {
            before.contains($0) && !now.contains($0)
          },
          paragraphs: sample.paragraphs))
      before = now
    }
    self.moments = moments
  }

  /// The count in words, such as `143 of 220 words missing`.
  package func count(_ moment: Moment) -> String {
    let total = NumberText.integer(wordCount)
    return "\(NumberText.integer(moment.missingWords)) of \(total) words \(lost)"
  }

  /// A sentence for one generation, spoken when a reader moves to it.
  package func sentence(_ moment: Moment) -> String {
    guard moment.generation > 0 else { return "Generation 0: the real text, complete." }
    let missing = moment.missingWords
    let verb = missing == 1 ? "is" : "are"
    return "Generation \(moment.generation): \(NumberText.integer(missing)) of the passage’s"
      + " \(NumberText.integer(wordCount)) words \(verb) \(lost)."
  }

  private static func isWord(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  private static func distinct(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
