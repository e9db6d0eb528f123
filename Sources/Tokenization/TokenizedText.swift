/// A tokenized corpus under type numbers of its own, before a vocabulary is chosen.
public struct TokenizedText: Sendable {
  private let tokens: ScatteredTokens
  private let documentEnds: [Int]
  private let structure: StreamStructure
  /// The bytes of the types; type number n is the token n + ``SpecialToken/firstType``.
  let types: Interner
  /// How often each token number occurs, the special ones included.
  package let counts: [Int]

  init(
    tokens: ScatteredTokens, documentEnds: [Int], structure: StreamStructure, types: Interner,
    counts: [Int]
  ) {
    (self.tokens, self.documentEnds, self.structure) = (tokens, documentEnds, structure)
    (self.types, self.counts) = (types, counts)
  }

  /// The tokens; types are numbered from ``SpecialToken/firstType`` in order of appearance.
  ///
  /// - Complexity: O(*n*) in the number of tokens.
  package var stream: TokenStream {
    TokenStream(
      ids: tokens.gathered(threads: 1), documentEnds: documentEnds, structure: structure)
  }

  /// The number of tokens without sentence boundaries.
  public var tokenCount: Int { counts.reduce(0, +) - sentenceCount }
  /// The number of sentences; 0 for a ring.
  public var sentenceCount: Int { counts[Int(SpecialToken.boundary)] }
  /// The number of types.
  public var typeCount: Int {
    counts.dropFirst(Int(SpecialToken.firstType)).reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
  }
  /// The number of documents.
  public var documentCount: Int { documentEnds.count }

  /// All types, ranked by count and then by their bytes; those cut off become
  /// ``SpecialToken/unknown``.
  ///
  /// - Parameters:
  ///   - minCount: Types that occur less often are dropped.
  ///   - maxSize: The most types to keep, special tokens not counted; no limit if nil.
  ///   - threads: The most threads to use; the result is the same for any number.
  /// - Returns: The vocabulary, with the counts of this text.
  /// - Complexity: O(*n* log *n*) in the number of types.
  public func vocabulary(minCount: Int = 1, maxSize: Int? = nil, threads: Int = 1) -> Vocabulary {
    let first = Int(SpecialToken.firstType)
    var kept = (0..<types.count).filter { counts[first + $0] >= Swift.max(1, minCount) }
    kept = TypeRank.sorted(kept, by: types) { counts[first + $0] }
    if let maxSize { kept.removeLast(Swift.max(0, kept.count - Swift.max(0, maxSize))) }
    let keptCounts = kept.map { counts[first + $0] }
    let unknown = tokenCount - keptCounts.reduce(0, +)
    return Vocabulary(kept, of: types, counts: keptCounts, unknownCount: unknown, threads: threads)
  }

  /// The tokens under the numbers of a vocabulary; types it lacks become ``SpecialToken/unknown``.
  ///
  /// - Parameters:
  ///   - vocabulary: The vocabulary.
  ///   - threads: The most threads to use; the result is the same for any number.
  /// - Returns: The tokens, with the documents and the structure of this text.
  /// - Complexity: O(*n*) in the number of tokens.
  public func encoded(with vocabulary: Vocabulary, threads: Int = 1) -> TokenStream {
    let numbers =
      [SpecialToken.boundary, SpecialToken.unknown] + vocabulary.ids(ofAll: types, threads: threads)
    return TokenStream(
      ids: tokens.gathered(under: numbers, threads: threads), documentEnds: documentEnds,
      structure: structure)
  }

  /// The bytes of a token of ``stream``.
  package func bytes(of id: TokenID) -> ArraySlice<UInt8> {
    guard id >= SpecialToken.firstType else {
      let symbol: SpecialSymbol = id == SpecialToken.unknown ? .unknown : .sentenceEnd
      return Array(symbol.rawValue.utf8)[...]
    }
    return types.bytes(of: Int(id - SpecialToken.firstType))
  }

  /// The first of the marks `<s>` and `</s>` among the tokens, and its document.
  func misplacedSymbol() -> (symbol: String, document: Int)? {
    let marks = [SpecialSymbol.sentenceStart, .sentenceEnd].compactMap { symbol in
      Array(symbol.rawValue.utf8).withUnsafeBufferPointer { types.number(of: $0) }
        .map { ($0 + SpecialToken.firstType, symbol) }
    }
    guard !marks.isEmpty else { return nil }
    for (place, id) in tokens.gathered(threads: 1).enumerated() {
      guard let mark = marks.first(where: { $0.0 == id }) else { continue }
      return (mark.1.rawValue, documentEnds.firstIndex { place < $0 } ?? 0)
    }
    return nil
  }
}
