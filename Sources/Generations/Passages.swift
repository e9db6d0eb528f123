internal import Measures
internal import Tokenization

/// Passages to read: the real text beside what each generation wrote.
struct Passages {
  private let vocabulary: Vocabulary
  private let detokenizer: Detokenizer
  private let reference: [TokenID]
  /// The positions in the real passage at which a document begins.
  private let paragraphStarts: Set<Int>

  /// About how many tokens a passage has, and the most: it goes on to the end of its sentence.
  private static let length = 200
  private static let longest = 400

  init(_ real: RealText) {
    vocabulary = real.vocabulary
    detokenizer = Detokenizer(
      vocabulary: real.vocabulary, unit: real.tokenizer.configuration.unit)
    reference = Self.passage(of: real.training)
    paragraphStarts = Set([0] + real.training.documentEnds.prefix { $0 < Self.longest })
  }

  /// The real passage in pieces.
  var pieces: [TextPiece] {
    let spaces = detokenizer.spaceBefore(reference)
    var pieces: [TextPiece] = []
    for (position, id) in reference.enumerated() where id != SpecialToken.boundary {
      let starts = paragraphStarts.contains(position)
      pieces.append(
        TextPiece(
          text: vocabulary.string(of: id), spaceBefore: spaces[position] && !starts,
          startsParagraph: starts))
    }
    return pieces
  }

  /// What a generation wrote, and which tokens of the real passage its training set lacks.
  func sample(_ outcome: GenerationOutcome) -> GenerationSample {
    let words = reference.filter { $0 != SpecialToken.boundary }
    let missing = words.indices.filter { index in
      words[index] >= SpecialToken.firstType && outcome.trainingCounts[Int(words[index])] == 0
    }
    return GenerationSample(
      generation: outcome.record.generation,
      paragraphs: [detokenizer.text(of: Self.passage(of: outcome.text), layout: .prose)],
      missing: missing)
  }

  /// The beginning of what a generation wrote, one sentence a line: enough to read for an hour.
  func beginning(_ outcome: GenerationOutcome) -> [UInt8] {
    let text = outcome.text.prefix(tokens: 10_000)
    return detokenizer.bytes(of: text.ids[...], layout: .lines) + [UInt8(ascii: "\n")]
  }

  private static func passage(of stream: TokenStream) -> [TokenID] {
    let start = stream.prefix(tokens: length).ids.count
    let end = stream.ids[start...].prefix(longest - length).firstIndex(of: SpecialToken.boundary)
    let isWhole = start == 0 || stream.ids[start - 1] == SpecialToken.boundary
    return Array(stream.ids[..<(isWhole ? start : end.map { $0 + 1 } ?? start)])
  }
}
