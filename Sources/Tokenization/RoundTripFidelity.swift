internal import Corpora

/// How much of a token stream is found again when its text is tokenized.
///
/// The stream is written by ``Detokenizer``, one sentence a line, and each sentence is tokenized
/// alone. A token end is the number of bytes of tokens up to it within its sentence, white space not
/// counted; it is recovered if the tokens of the text have an end at the same number.
public struct RoundTripFidelity: Sendable, Equatable {
  /// The harmonic mean of precision and recall of token ends, from 0 to 1.
  public var tokenEndF1: Double
  /// The share of sentences that come back as one sentence with the same tokens.
  public var identicalSentences: Double

  /// Measures a stream; a ring is measured document by document as if each were one sentence.
  ///
  /// - Throws: ``TokenizationError`` if the text cannot be tokenized.
  public init(
    of stream: TokenStream, vocabulary: Vocabulary, tokenizer: Tokenizer, threads: Int = 1
  ) throws {
    let detokenizer = Detokenizer(vocabulary: vocabulary, unit: tokenizer.configuration.unit)
    let sentences = Self.sentences(of: stream)
    let texts = sentences.map { detokenizer.text(of: stream.ids[$0]) }
    let back = try tokenizer.tokenize(Corpus(texts: texts), threads: threads)
    let backStream = back.stream
    var (expected, found, common, identical) = (0, 0, 0, 0)
    for (index, range) in sentences.enumerated() {
      let original = stream.ids[range].map { vocabulary.bytes(of: $0) }
      let ids = backStream.ids[backStream.documentRange(index)]
      let tokens = ids.filter { $0 != SpecialToken.boundary }.map { back.bytes(of: $0) }
      let boundaries = ids.count - tokens.count
      if boundaries <= 1, original == tokens { identical += 1 }
      let (left, right) = (Self.ends(of: original), Self.ends(of: tokens))
      expected += left.count
      found += right.count
      common += Self.commonCount(left, right)
    }
    tokenEndF1 = expected + found == 0 ? 1 : 2 * Double(common) / Double(expected + found)
    identicalSentences =
      sentences.isEmpty ? 1 : Double(identical) / Double(sentences.count)
  }

  private static func sentences(of stream: TokenStream) -> [Range<Int>] {
    guard stream.structure == .sentences else {
      return stream.documentEnds.indices.map(stream.documentRange).filter { !$0.isEmpty }
    }
    var ranges: [Range<Int>] = []
    var start = 0
    for (index, id) in stream.ids.enumerated() where id == SpecialToken.boundary {
      if start < index { ranges.append(start..<index) }
      start = index + 1
    }
    if start < stream.ids.count { ranges.append(start..<stream.ids.count) }
    return ranges
  }

  private static func ends(of tokens: [ArraySlice<UInt8>]) -> [Int] {
    var end = 0
    return tokens.map { token in
      end += token.count
      return end
    }
  }

  private static func commonCount(_ left: [Int], _ right: [Int]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] { count += 1 }
      let (a, b) = (left[i], right[j])
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return count
  }
}
