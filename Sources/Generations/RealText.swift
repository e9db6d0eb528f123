public import Corpora
internal import Measures
public import Tokenization

/// The real text of a run: read, split, tokenized, under the reference vocabulary.
public struct RealText: Sendable {
  /// The files that were read.
  public let inputs: [InputFileInfo]
  /// How many of ``inputs`` hold the corpus; the others hold held-out text.
  public let corpusInputs: Int
  /// What reading and tokenizing had to say.
  public let notes: [String]
  /// V0: the types of the training text and of the reserve after cut-offs, the same through the
  /// whole run.
  ///
  /// The reserve belongs to it because models learn from it later: else its new words would stand as
  /// `<unk>` in training sets, and a model that has learned to expect `<unk>` looks better than it
  /// is.
  public let vocabulary: Vocabulary
  /// D_0, the training text.
  public let training: TokenStream
  /// Text that is scored in every generation and never trained on.
  public let heldOut: TokenStream
  /// The characters of the held-out text, where they are known.
  let heldOutSpelling: SpelledText?
  /// Fresh real text for mixing.
  public let reserve: TokenStream
  /// The tokenizer that made the tokens.
  public let tokenizer: Tokenizer

  /// Reads and tokenizes the text of a run.
  ///
  /// - Parameters:
  ///   - configuration: The run.
  ///   - threads: The most threads to use; the result is the same for any number.
  /// - Throws: An error of reading, splitting or tokenizing.
  public init(_ configuration: RunConfiguration, threads: Int) throws {
    let corpus = try Corpus.read(
      paths: configuration.corpus, options: configuration.reading, threads: threads)
    let separate =
      configuration.heldOut.isEmpty
      ? nil
      : try Corpus.read(
        paths: configuration.heldOut, options: configuration.reading, threads: threads)
    try self.init(configuration, corpus: corpus, heldOut: separate, threads: threads)
  }

  /// Tokenizes text that has been read.
  ///
  /// - Parameters:
  ///   - configuration: The run; its paths are not looked at.
  ///   - corpus: The corpus.
  ///   - separate: Held-out text of its own; nil: documents of the corpus are held out.
  ///   - threads: The most threads to use.
  /// - Throws: An error of splitting or tokenizing.
  package init(
    _ configuration: RunConfiguration, corpus: Corpus, heldOut separate: Corpus? = nil,
    threads: Int
  ) throws {
    var tokenizing = configuration.tokenizer
    // A bundled corpus says its language, which decides how its dictionary scripts are cut.
    if tokenizing.locale.isEmpty, let language = corpus.files.first?.manifest?.language {
      tokenizing.locale = language
    }
    let tokenizer = try Tokenizer(tokenizing)
    let split = try CorpusSplit(
      corpus, heldOut: separate == nil ? .share(configuration.heldOutShare) : .documents(0),
      reserve: .share(configuration.reserveShare ?? Self.reserveShare(configuration)),
      seed: configuration.seed)

    var documents = split.train
    var train = try tokenizer.tokenize(corpus, documents: documents, threads: threads)
    if let limit = configuration.realTokens, train.tokenCount > limit {
      documents = RealTextCut.documents(
        documents, of: train, limit: limit, seed: configuration.seed)
      train = try tokenizer.tokenize(corpus, documents: documents, threads: threads)
    }
    guard train.tokenCount > 0 else { throw GenerationError.noTrainingText }
    let known =
      split.reserve.isEmpty
      ? train
      : try tokenizer.tokenize(
        corpus, documents: (documents + split.reserve).sorted(), threads: threads)
    let vocabulary = known.vocabulary(
      minCount: configuration.minCount, maxSize: configuration.maxVocabulary, threads: threads)
    let training = train.encoded(with: vocabulary, threads: threads)
    guard training.ids.contains(where: { $0 >= SpecialToken.firstType }) else {
      throw GenerationError.noTrainingText
    }
    let heldOut =
      if let separate {
        try tokenizer.tokenize(separate, threads: threads)
      } else {
        try tokenizer.tokenize(corpus, documents: split.heldOut, threads: threads)
      }
    guard heldOut.tokenCount > 0 else { throw GenerationError.noHeldOutText }
    let warnings = [
      TextWarnings.onlyPunctuation(vocabulary),
      separate.map {
        TextWarnings.copies(of: $0, Array($0.documents.indices), in: corpus, documents)
      } ?? TextWarnings.copies(of: corpus, split.heldOut, in: corpus, documents),
    ]
    self.init(
      vocabulary: vocabulary, training: training, heldOut: heldOut.encoded(with: vocabulary),
      heldOutSpelling: SpelledText(heldOut, vocabulary: vocabulary),
      reserve: try tokenizer.tokenize(corpus, documents: split.reserve, threads: threads)
        .encoded(with: vocabulary),
      tokenizer: tokenizer, inputs: corpus.files + (separate?.files ?? []),
      corpusInputs: corpus.files.count,
      notes: corpus.notes + (separate?.notes ?? []) + tokenizer.notes + warnings.compactMap(\.self))
  }

  /// Takes text that is tokens already.
  init(
    vocabulary: Vocabulary, training: TokenStream, heldOut: TokenStream,
    heldOutSpelling: SpelledText? = nil, reserve: TokenStream, tokenizer: Tokenizer,
    inputs: [InputFileInfo] = [], corpusInputs: Int = 0, notes: [String] = []
  ) {
    self.vocabulary = vocabulary
    self.training = training
    self.heldOut = heldOut
    self.heldOutSpelling = heldOutSpelling
    self.reserve = reserve
    self.tokenizer = tokenizer
    self.inputs = inputs
    self.corpusInputs = corpusInputs
    self.notes = notes
  }

  /// The share of the corpus that fresh mixing needs: with G generations and a real share of α, the
  /// reserve holds G · α tokens for each of the training text, and a tenth more for whole documents.
  private static func reserveShare(_ configuration: RunConfiguration) -> Double {
    guard configuration.regime == .mix, configuration.realText == .fresh else { return 0 }
    let ratio = Double(configuration.generations) * configuration.realShare * 1.1
    let rest = configuration.heldOut.isEmpty ? 1 - configuration.heldOutShare : 1
    return rest * ratio / (1 + ratio)
  }

  /// The language tag of the corpus, if its manifest or the configuration says it.
  public var language: String? {
    let locale = tokenizer.configuration.locale
    return locale.isEmpty ? nil : locale
  }
}
