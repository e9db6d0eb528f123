internal import Measures
internal import Tokenization

/// Passages to read: the real text beside what each generation wrote.
struct Passages {
  private let vocabulary: Vocabulary
  private let detokenizer: Detokenizer
  private let reference: [TokenID]
  private let structure: StreamStructure

  /// About how many tokens a passage has.
  private static let length = 220

  init(_ real: RealText) {
    vocabulary = real.vocabulary
    structure = real.training.structure
    detokenizer = Detokenizer(
      vocabulary: real.vocabulary, unit: real.tokenizer.configuration.unit)
    reference = Self.passage(of: real.training)
  }

  /// The real passage in pieces.
  var pieces: [TextPiece] {
    let spaces = detokenizer.spaceBefore(reference)
    var pieces: [TextPiece] = []
    for (id, space) in zip(reference, spaces) where id != SpecialToken.boundary {
      pieces.append(
        TextPiece(
          text: vocabulary.string(of: id), spaceBefore: space, startsParagraph: pieces.isEmpty))
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
    Array(stream.prefix(tokens: length).ids)
  }
}
