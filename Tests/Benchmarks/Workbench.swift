internal import ArgumentParser
internal import Corpora
internal import Counting
internal import LanguageModels
internal import Tokenization

/// What a stage works on.
struct Workbench: ParsableArguments {
  @Option(parsing: .upToNextOption) var text: [String]
  @Option(parsing: .upToNextOption) var test: [String] = []
  @Option var order = 3
  @Option var threads = 1
  @Option var runs = 5
  @Option var tokens: Int?
  @Option var temperature = 1.0
  @Option var topK: Int?
  @Option var topP: Double?
  @Option var minP: Double?
  @Option var generations = 2
  @Option var locale = ""
  /// Whether the text is tokenized by ICU; otherwise by white space and lines, as KenLM does.
  @Flag var words = false

  var tokenizer: Tokenizer {
    get throws {
      try Tokenizer(
        words
          ? TokenizerConfiguration(locale: locale)
          : TokenizerConfiguration(unit: .whitespace, sentences: .line, normalization: .none))
    }
  }

  func corpus(_ paths: [String]) throws -> Corpus {
    try Corpus.read(
      paths: paths,
      options: ReadingOptions(documentUnit: words ? .paragraph : .line, keepEmpty: !words),
      threads: threads)
  }

  /// From text files to a model in memory.
  func model() throws -> (model: NgramModel, vocabulary: Vocabulary, stream: TokenStream) {
    let tokens = try tokenizer.tokenize(try corpus(text), threads: threads)
    let vocabulary = tokens.vocabulary(threads: threads)
    let stream = tokens.encoded(with: vocabulary, threads: threads)
    let counts = try NgramCounts(
      stream, vocabularySize: vocabulary.size, order: order, threads: threads)
    let model = try NgramModel(
      estimating: counts, method: ModifiedKneserNey(), threads: threads)
    return (model, vocabulary, stream)
  }
}
