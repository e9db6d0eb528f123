internal import ArgumentParser
internal import Generations
internal import LanguageModels
internal import Sampling

/// How models are estimated.
struct ModelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The order of the model, from 1 to 8. (default: 3)", valueName: "n"))
  var order: Int?

  @Option(
    help: ArgumentHelp(
      """
      How counts become probabilities. (default: modified-kneser-ney to train, \
      maximum-likelihood to run)
      """, valueName: "method"))
  var smoothing: SmoothingName?

  @Option(
    help: ArgumentHelp("What additive smoothing adds to each count. (default: 1)", valueName: "λ"))
  var lambda: Double?

  @Option(
    help: ArgumentHelp(
      "Words that occur less often become <unk>. (default: 1, which keeps all)", valueName: "n"))
  var minCount: Int?

  @Option(
    help: ArgumentHelp("The most words to keep; the rest become <unk>.", valueName: "n"))
  var maxVocabulary: Int?

  /// Puts the options given into a configuration.
  func apply(to configuration: inout RunConfiguration) {
    if let order { configuration.order = order }
    if let smoothing { configuration.smoothing = smoothing }
    if let lambda { configuration.lambda = lambda }
    if let minCount { configuration.minCount = minCount }
    if let maxVocabulary { configuration.maxVocabulary = maxVocabulary }
  }
}

/// How a model writes.
struct SamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sharpens (below 1) or flattens (above 1) the distribution. (default: 1)", valueName: "T"))
  var temperature: Double?

  @Option(help: ArgumentHelp("Draw among the k most probable tokens only.", valueName: "k"))
  var topK: Int?

  @Option(
    help: ArgumentHelp(
      "Draw among the most probable tokens whose mass reaches p.", valueName: "p"))
  var topP: Double?

  @Option(
    help: ArgumentHelp(
      "Draw among tokens at least this fraction as probable as the first.", valueName: "p"))
  var minP: Double?

  @Flag(help: "Always take the most probable token.")
  var greedy = false

  @Flag(help: "Let <unk> be written where the training text holds it.")
  var allowUnknown = false

  @Option(
    help: ArgumentHelp("The most tokens in a sentence. (default: 1000)", valueName: "n"))
  var maxSentenceLength: Int?

  /// Puts the options given into a strategy.
  func apply(to strategy: inout SamplingStrategy) {
    if let temperature { strategy.temperature = temperature }
    if let topK { strategy.topK = topK }
    if let topP { strategy.topP = topP }
    if let minP { strategy.minP = minP }
    if greedy { strategy.greedy = true }
    if allowUnknown { strategy.allowsUnknown = true }
    if let maxSentenceLength { strategy.maximalSentenceLength = maxSentenceLength }
  }
}

/// How a command works and talks.
struct WorkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The most threads to use; results are the same for any number. (default: all)",
      valueName: "n"))
  var threads: Int?

  @Flag(name: [.short, .long], help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is out of range: it must be 1 or more.")
    }
  }

  /// The same without a word on standard error.
  var quietly: WorkOptions {
    var options = self
    options.quiet = true
    return options
  }

  /// The threads to use.
  var threadCount: Int { threads ?? Machine.processors }

  /// Writes a line to standard error unless quiet.
  func note(_ line: @autoclosure () -> String) { if !quiet { Terminal.work.tell(line() + "\n") } }
}
