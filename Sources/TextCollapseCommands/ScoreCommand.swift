internal import ArgumentParser
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Corpora
internal import LanguageModels
internal import Tokenization

/// `textcollapse score`: what a model says of a text.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score a text with a model: perplexity, with and without unknown words.",
    discussion: """
      Example:  textcollapse score --model english.arpa --json letters.txt

      The text is tokenized as the model's text was, where the file says how; options given here \
      win. A file of another tool is read with --tokenizer whitespace --sentences line unless said \
      otherwise.
      """)

  @Option(help: ArgumentHelp("The ARPA file, or - for standard input.", valueName: "file"))
  var model: String

  @Argument(
    help: ArgumentHelp("Files, directories, or - for standard input.", valueName: "file"))
  var files: [String] = ["-"]

  @OptionGroup(title: "Text") var text: TextOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  mutating func run() throws {
    try StandardInput.check([self.model] + files)
    let (model, vocabulary, known) = try ModelFile.read(model)
    var defaults = known ?? TokenizerConfiguration(unit: .whitespace, sentences: .line)
    if known == nil { defaults.normalization = .none }
    let tokens = try ReadText.tokens(
      files, text, work,
      reading: ReadingOptions(documentUnit: known == nil ? .line : .paragraph), tokenizer: defaults
    ).text
    let stream = tokens.encoded(with: vocabulary, threads: work.threadCount)
    guard stream.structure == model.structure else {
      throw ValidationError(
        model.structure == .ring
          ? "The model has no sentence end: score with --sentences none."
          : "The model has sentences: --sentences none does not fit it.")
    }
    let score = model.score(stream, threads: work.threadCount)
    let summary = Summary(score)
    try Terminal.result(json ? try JSONText.of(summary) : summary.text)
  }

  private struct Summary: Encodable {
    var perplexity: Double?
    var perplexityWithoutOutOfVocabulary: Double?
    var tokens: Int
    var outOfVocabulary: Int
    var zeroProbability: Int
    var log10Probability: Double?
    var meanMatchedLength: Double?

    init(_ score: TextScore) {
      func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
      perplexity = finite(score.crossEntropyBits.map { exp2($0) })
      perplexityWithoutOutOfVocabulary = finite(
        score.crossEntropyBitsWithoutOutOfVocabulary.map { exp2($0) })
      tokens = score.tokens
      outOfVocabulary = score.outOfVocabulary
      zeroProbability = score.zeroProbability
      log10Probability = score.zeroProbability > 0 ? nil : score.log2Probability * log10(2)
      meanMatchedLength =
        score.tokens > 0 ? Double(score.matchedLength) / Double(score.tokens) : nil
    }

    var text: String {
      func number(_ value: Double?) -> String {
        value.map { "\($0)" } ?? "infinite (\(zeroProbability) tokens have probability zero)"
      }
      return """
        perplexity: \(number(perplexity))
        perplexity without out-of-vocabulary tokens: \(number(perplexityWithoutOutOfVocabulary))
        tokens: \(tokens)
        out-of-vocabulary tokens: \(outOfVocabulary)
        log10 probability: \(log10Probability.map { "\($0)" } ?? "-infinite")
        mean length of the matching n-gram: \(meanMatchedLength.map { "\($0)" } ?? "–")

        """
    }
  }
}
