/// The number of a type in a ``Vocabulary``.
///
/// Two numbers are taken: ``SpecialToken/boundary`` and ``SpecialToken/unknown``. Types follow,
/// ranked by their count in the corpus that made the vocabulary, then by their bytes.
public typealias TokenID = UInt32

/// The token numbers that stand for no word.
public enum SpecialToken {
  /// The sentence boundary: `</s>` where it is predicted, `<s>` where it is conditioned on.
  ///
  /// One number serves both roles because a stream needs only one mark between two sentences.
  public static let boundary: TokenID = 0
  /// `<unk>`: any token outside the vocabulary.
  public static let unknown: TokenID = 1
  /// The first number of a real type.
  public static let firstType: TokenID = 2
}

/// How the tokens of a stream hang together.
public enum StreamStructure: String, Sendable, Codable {
  /// Sentences, each ended by one ``SpecialToken/boundary``; contexts do not cross it.
  case sentences
  /// One ring without boundaries: the last token precedes the first, so that every context has a
  /// successor. This is what the closed forms of population genetics assume.
  case ring
}

/// A corpus as token numbers: the canonical form of every generation.
public struct TokenStream: Sendable, Equatable {
  /// The token numbers in order; with ``StreamStructure/sentences`` each sentence ends in
  /// ``SpecialToken/boundary``.
  public var ids: [TokenID]
  /// Where each document ends in ``ids`` (exclusive), ascending; the last equals `ids.count`.
  public var documentEnds: [Int]
  /// Whether the stream is cut into sentences or a ring.
  public var structure: StreamStructure

  /// Creates a stream.
  public init(ids: [TokenID], documentEnds: [Int], structure: StreamStructure) {
    self.ids = ids
    self.documentEnds = documentEnds
    self.structure = structure
  }

  /// The number of documents.
  public var documentCount: Int { documentEnds.count }

  /// The range of document `index` in ``ids``.
  public func documentRange(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : documentEnds[index - 1])..<documentEnds[index]
  }

  /// The number of tokens without sentence boundaries.
  ///
  /// - Complexity: O(*n*) in the length of the stream.
  public var tokenCount: Int {
    ids.reduce(into: 0) { if $1 != SpecialToken.boundary { $0 += 1 } }
  }

  /// The number of sentence boundaries.
  ///
  /// - Complexity: O(*n*) in the length of the stream.
  public var sentenceCount: Int { ids.count - tokenCount }
}
