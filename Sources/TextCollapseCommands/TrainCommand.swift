internal import ArgumentParser
internal import Corpora
internal import Counting
internal import FoundationEssentials
internal import Generations
internal import LanguageModels
internal import Tokenization

/// `textcollapse train`: estimates a model and writes it.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Estimate an n-gram model and write it in the ARPA format.",
    discussion: """
      Example:  textcollapse train --corpus Corpora/english --order 3 --model english.arpa

      KenLM, SRILM and others read the file.
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The text: files, directories, or - for standard input.", valueName: "file"))
  var corpus: [String]

  @Option(help: ArgumentHelp("The file to write, or - for standard output.", valueName: "file"))
  var model: String

  @Flag(help: "Fail where Kneser-Ney discounts cannot be estimated, instead of using 0.5, 1, 1.5.")
  var noDiscountFallback = false

  @Flag(
    help: """
      Give <unk> all the mass that unigrams set free, instead of sharing it among all words, as \
      lmplz --interpolate_unigrams 0.
      """)
  var noUnigramInterpolation = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      """
      For each order from 1, leave out n-grams that occur no more often than this; the last number \
      holds for all higher orders. (default: 0, which keeps all)
      """, valueName: "count"))
  var prune: [Int] = []

  @Option(
    help: ArgumentHelp(
      "Leave out n-grams with other words than those of this file, one a line.",
      valueName: "file"))
  var limitVocabulary: String?

  @OptionGroup(title: "Model") var options: ModelOptions
  @OptionGroup(title: "Text") var text: TextOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  @Flag(help: "Print what was counted as a JSON object.")
  var json = false

  mutating func run() throws {
    var settings = RunConfiguration()
    settings.smoothing = .modifiedKneserNey
    options.apply(to: &settings)
    try settings.validate()
    do {
      try Pruning(thresholds: prune).validate(order: settings.order)
    } catch {
      throw ValidationError("--prune does not fit: \(error).")
    }
    let wordsToKeep = try limitVocabulary.map { try Self.words(FileInput.read($0)) }
    let (tokens, tokenizer, _) = try ReadText.tokens(corpus, text, work)
    let vocabulary = tokens.vocabulary(
      minCount: settings.minCount, maxSize: settings.maxVocabulary, threads: work.threadCount)
    let stream = tokens.encoded(with: vocabulary, threads: work.threadCount)
    // Taken now, so that the text itself can go before the model grows.
    let (tokenCount, sentenceCount) = (tokens.tokenCount, tokens.sentenceCount)
    let counts = try NgramCounts(
      stream, vocabularySize: vocabulary.size, order: settings.order, threads: work.threadCount)
    let fallback = noDiscountFallback ? nil : ModifiedKneserNey().fallback
    let method = try settings.smoothing.method(
      for: stream, vocabularySize: vocabulary.size, order: settings.order,
      lambda: settings.lambda, fallback: fallback, threads: work.threadCount)
    let pruning = Pruning(
      thresholds: prune, keeping: try wordsToKeep.map { try keep($0, of: vocabulary) })
    // The text and its counts are not kept while the model grows.
    _ = consume stream
    let estimated = try NgramModel(
      estimating: consume counts, method: method,
      floor: noUnigramInterpolation ? .unknown : .vocabulary,
      pruning: pruning, threads: work.threadCount)
    for note in estimated.notes { work.note("Note: \(note)") }
    try ModelFile.write(estimated, vocabulary, tokenizer: tokenizer, to: model)
    let summary = Summary(
      model: model, order: settings.order, smoothing: settings.smoothing.rawValue,
      tokens: tokenCount, sentences: sentenceCount, types: vocabulary.typeCount,
      ngrams: estimated.ngramCounts)
    let words = json ? try JSONText.of(summary) : summary.text
    if ModelFile.isStream(model) {
      // The model has the standard output for itself.
      if !work.quiet { Terminal.write(words, to: 2) }
    } else {
      try Terminal.result(words)
    }
  }

  /// The words of a list, which are parted by white space of any kind.
  private static func words(_ bytes: [UInt8]) -> [String] {
    bytes.split { $0 == 32 || (9...13).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  private func keep(_ words: [String], of vocabulary: Vocabulary) throws -> Set<TokenID> {
    let known = Set(words.compactMap { vocabulary.id(of: $0) })
    guard !known.isEmpty else {
      throw ValidationError(
        """
        None of the \(words.count) words in \(limitVocabulary ?? "the list") occurs in the text; \
        write them as the tokenizer does, one a line.
        """)
    }
    return known
  }

  private struct Summary: Encodable {
    var model: String
    var order: Int
    var smoothing: String
    var tokens: Int
    var sentences: Int
    var types: Int
    var ngrams: [Int]

    var text: String {
      let numbers = ngrams.map(String.init).joined(separator: ", ")
      return """
        \(model): \(smoothing), order \(order), from \(tokens) tokens in \(sentences) sentences, \
        \(types) types; n-grams by order: \(numbers)

        """
    }
  }
}

/// An object as one line of JSON with sorted keys.
enum JSONText {
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
