internal import ArgumentParser
internal import Corpora
internal import Measures
internal import Tokenization

/// `textcollapse corpus`: a text in numbers.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Describe a text: tokens, types, hapaxes, and what the neutral law expects of it.",
    discussion: "Example:  textcollapse corpus Corpora/english --generations 20")

  @Argument(
    help: ArgumentHelp("Files, directories, or - for standard input.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp("Generations to look ahead.", valueName: "g"))
  var generations = 10

  @OptionGroup(title: "Text") var text: TextOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  func validate() throws {
    guard (0...10_000).contains(generations) else {
      throw ValidationError("--generations \(generations) is out of range: from 0 to 10000.")
    }
  }

  mutating func run() throws {
    let read = try ReadText.tokens(files, text, work)
    let tokens = read.text
    let vocabulary = tokens.vocabulary()
    let spectrum = FrequencySpectrum(
      counts: vocabulary.typeIDs.map { UInt32(clamping: vocabulary.counts[Int($0)]) })
    let law = SpectrumLaw(spectrum: spectrum)
    let summary = Summary(
      documents: tokens.documentCount, sentences: tokens.sentenceCount, tokens: tokens.tokenCount,
      types: vocabulary.typeCount, hapaxes: spectrum.types(occurring: 1),
      bytes: read.files.reduce(0) { $0 + $1.bytes },
      files: read.files.map { Summary.File(path: $0.path, bytes: $0.bytes, sha256: $0.sha256) },
      expectedRetainedVocabulary: law.retainedShare(generations: generations))
    try Terminal.result(json ? try JSONText.of(summary) : summary.text)
  }

  private struct Summary: Encodable {
    struct File: Encodable {
      var path: String
      var bytes: Int
      var sha256: String
    }

    var documents: Int
    var sentences: Int
    var tokens: Int
    var types: Int
    var hapaxes: Int
    var bytes: Int
    var files: [File]
    var expectedRetainedVocabulary: [Double]

    var text: String {
      let last = expectedRetainedVocabulary.last ?? 1
      return """
        documents: \(documents)
        sentences: \(sentences)
        tokens: \(tokens)
        types: \(types)
        hapaxes: \(hapaxes)
        share of the vocabulary that the neutral law expects after \
        \(expectedRetainedVocabulary.count - 1) generations of replacement: \
        \((last * 1000).rounded() / 10) %

        """
    }
  }
}
