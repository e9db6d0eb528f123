public import Corpora
internal import Parallelism

/// Turns the documents of a corpus into tokens.
///
/// The text is tokenized as it stands and its types are interned by their bytes; normalization and
/// case folding are applied once per type. The result depends on the text and the configuration
/// alone, not on the number of threads.
public struct Tokenizer: Sendable {
  /// How text becomes tokens.
  public let configuration: TokenizerConfiguration
  private let engine: SegmentationEngine

  /// Creates a tokenizer.
  ///
  /// - Throws: ``TokenizationError/noRules(locale:reason:)`` if ICU has no such locale.
  public init(_ configuration: TokenizerConfiguration) throws {
    try self.init(configuration, fastPaths: FastPaths(configuration.wordRules))
  }

  /// Creates a tokenizer with rules that may go past ICU if they agree with it; none if nil.
  init(_ configuration: TokenizerConfiguration, fastPaths: FastPaths?) throws {
    self.configuration = configuration
    engine = try SegmentationEngine(configuration, fastPaths: fastPaths)
  }

  /// What the user should know about how this tokenizer works here, in sentences; after a text there
  /// may be more of them.
  public var notes: [String] { engine.notes }

  /// Tokenizes documents of a corpus.
  ///
  /// - Parameters:
  ///   - corpus: The corpus.
  ///   - documents: The indices of the documents in the order wanted; all if nil.
  ///   - threads: The most threads to use.
  /// - Returns: The tokens under type numbers of their own.
  /// - Throws: ``TokenizationError`` with the place in the corpus.
  public func tokenize(
    _ corpus: Corpus, documents: [Int]? = nil, threads: Int
  ) throws -> TokenizedText {
    try tokenize(corpus, documents: documents, threads: threads, chunkSize: nil)
  }

  func tokenize(
    _ corpus: Corpus, documents: [Int]?, threads: Int, chunkSize: Int?
  ) throws -> TokenizedText {
    let documents = documents ?? Array(corpus.documents.indices)
    let bytes = documents.reduce(0) { $0 + corpus.documents[$1].range.count }
    let chunks = WorkPlan.chunks(
      of: corpus, documents: documents, cutsWrappedLines: configuration.sentences != .icu,
      chunkSize: chunkSize ?? WorkPlan.chunkSize(forBytes: bytes))
    let queue = WorkQueue(count: chunks.count)
    let parts = try parallelMap(min(threads, chunks.count), threads: threads) { _ in
      try ChunkTokenizer.tokens(from: queue, of: chunks, engine: engine, corpus: corpus)
    }
    // The lowest one is the same for any number of threads: those before it were all taken by then.
    if let first = parts.compactMap(\.failure).min(by: { $0.chunk < $1.chunk }) {
      throw first.error
    }
    let text = try ChunkMerge(configuration).merge(parts)
    if configuration.unit == .whitespace, let (symbol, place) = text.misplacedSymbol() {
      throw TokenizationError.specialSymbol(
        symbol: symbol, place: corpus.place(of: documents[place]))
    }
    return text
  }
}
