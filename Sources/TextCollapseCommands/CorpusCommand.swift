internal import ArgumentParser
internal import Corpora
internal import Measures
internal import Tokenization

/// `textcollapse corpus`: a text in numbers.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Describe a text, and foretell what generations of models will keep of its words.",
    discussion: """
      Example:  textcollapse corpus Corpora/english --generations 20

      The forecast needs no run: it follows from how often each word occurs alone, for models that \
      learn only from what the one before them wrote (regime replace) and draw words as often as \
      they are likely.
      """)

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
      expectedRetainedVocabulary: law.retainedShare(generations: generations),
      halfLives: [1, 2, 4, 8, 16, 32].map {
        Summary.HalfLife(count: $0, generations: SpectrumLaw.medianForgettingTime(count: $0))
      })
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
    /// The share of the vocabulary that is expected alive in each generation from 0 on.
    var expectedRetainedVocabulary: [Double]
    /// When a word of a count is more likely gone than not.
    var halfLives: [HalfLife]

    var text: String {
      var lines = [
        "documents: \(documents)", "sentences: \(sentences)", "tokens: \(tokens)",
        "types: \(types)",
        "hapaxes: \(hapaxes)",
      ]
      let last = expectedRetainedVocabulary.count - 1
      if last > 0 {
        lines += ["", "Forecast, if each model learns only from what the one before it wrote:"]
        let half = expectedRetainedVocabulary.firstIndex { $0 < 0.5 }
        for generation in [1, 2, 5, 10, 20, 50, 100, 1000, 10_000].filter({ $0 < last }) + [last] {
          let share = expectedRetainedVocabulary[generation]
          lines.append(
            "  generation \(generation): \((share * 1000).rounded() / 10) % of the words are alive")
        }
        if let half { lines.append("  less than half from generation \(half) on") }
        lines += ["", "A word is more likely gone than not"]
        lines += halfLives.map {
          "  that occurs \($0.count == 1 ? "once" : "\($0.count) times"): from generation \($0.generations) on"
        }
      }
      return lines.joined(separator: "\n") + "\n"
    }

    struct HalfLife: Encodable {
      var count: Int
      var generations: Int
    }
  }
}
