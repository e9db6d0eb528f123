internal import Generations
internal import Tokenization

/// A few sentences of what a generation's model learns from, each with its source.
struct MarkedPassage {
  /// A sentence.
  struct Sentence: Sendable, Equatable, Encodable {
    /// The text.
    var text: String
    /// Whether it is real text.
    var isReal: Bool

    enum CodingKeys: String, CodingKey {
      case text
      case isReal = "real"
    }
  }

  /// About how many sentences are shown.
  private static let count = 10
  /// A longer sentence is cut.
  private static let longest = 50
  /// After so many tokens no other sentence begins.
  private static let enough = 220

  let detokenizer: Detokenizer

  /// The first sentences of every source, as many as its share of the tokens, in turn.
  ///
  /// - Parameter set: A training set.
  /// - Returns: The sentences; real ones are there wherever the set holds real text.
  func sentences(of set: TrainingSet) -> [Sentence] {
    let numbers = Self.allotted(set.parts)
    var start = 0
    var document = 0
    var placed: [(place: Double, sentence: Sentence)] = []
    for (part, number) in zip(set.parts, numbers) where part.documents > 0 {
      document += part.documents
      let end = set.stream.documentEnds[document - 1]
      let isReal = if case .synthetic = part.source { false } else { true }
      for (index, range) in Self.first(number, of: set.stream.ids[start..<end]).enumerated() {
        placed.append(
          (
            (Double(index) + 0.5) / Double(number),
            Sentence(text: text(range), isReal: isReal)
          ))
      }
      start = end
    }
    // A stable sort: equal places keep the order of the parts.
    let order = placed.indices.sorted {
      (placed[$0].place, $0) < (placed[$1].place, $1)
    }
    return order.map { placed[$0].sentence }
  }

  private func text(_ ids: ArraySlice<TokenID>) -> String {
    let text = detokenizer.text(of: ids.prefix(Self.longest), layout: .prose)
    return ids.count > Self.longest ? text + " …" : text
  }

  /// The first sentences, without the symbols that end them.
  private static func first(
    _ number: Int, of ids: ArraySlice<TokenID>
  ) -> [ArraySlice<TokenID>] {
    var sentences: [ArraySlice<TokenID>] = []
    var start = ids.startIndex
    var tokens = 0
    while sentences.count < number, start < ids.endIndex, tokens < enough {
      let end = ids[start...].firstIndex(of: SpecialToken.boundary) ?? ids.endIndex
      if end > start {
        sentences.append(ids[start..<end])
        tokens += min(longest, end - start)
      }
      start = end + 1
    }
    return sentences
  }

  /// How many sentences each part gets: its share, and real parts one at least.
  static func allotted(_ parts: [TrainingPart]) -> [Int] {
    let tokens = max(1, parts.reduce(0) { $0 + $1.tokens })
    return parts.map { part in
      let share = Double(part.tokens) / Double(tokens)
      let number = Int((share * Double(count)).rounded())
      let isReal = if case .synthetic = part.source { false } else { true }
      return max(number, isReal && part.tokens > 0 ? 1 : 0)
    }
  }
}
