internal import ArgumentParser
internal import Generations
internal import LanguageModels

/// How generations follow one another.
struct LoopOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Generations after the real text. (default: 10)", valueName: "g"))
  var generations: Int?

  @Option(
    help: ArgumentHelp(
      "Tokens of a training set. (default: as many as the real training text)", valueName: "n"))
  var tokens: Int?

  @Option(
    help: ArgumentHelp(
      "How training sets are made. (default: replace)",
      valueName: "regime"))
  var regime: RegimeName?

  @Option(
    help: ArgumentHelp(
      "The share of real text in a mixed training set. (default: 0.1)", valueName: "share"))
  var realShare: Double?

  @Option(
    help: ArgumentHelp(
      "The real text to mix in: fresh was never seen before. (default: fresh)",
      valueName: "source"))
  var real: RealTextSource?

  @Option(
    help: ArgumentHelp(
      "The factor by which training sets grow under replace. (default: 1)", valueName: "factor"))
  var growth: Double?

  @Option(
    help: ArgumentHelp("Repetitions with other random numbers. (default: 5)", valueName: "r"))
  var replicates: Int?

  @Option(help: ArgumentHelp("The seed of all random numbers. (default: 1)", valueName: "s"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      """
      The smoothing of the models that judge held-out text. (default: as --smoothing, but \
      modified-kneser-ney for maximum-likelihood)
      """, valueName: "method"))
  var judge: SmoothingName?

  @Option(
    help: ArgumentHelp(
      """
      Where writing models spread their uniform floor; with observed, a lost word stays lost. \
      (default: observed)
      """, valueName: "support"))
  var samplingFloor: UniformFloor?

  @Option(
    help: ArgumentHelp("The share of the corpus to hold out. (default: 0.1)", valueName: "share"))
  var heldOutShare: Double?

  @Option(
    help: ArgumentHelp(
      "The share of the corpus to keep as fresh text. (default: what the regime needs)",
      valueName: "share"))
  var reserveShare: Double?

  @Option(
    help: ArgumentHelp(
      "The most tokens of real training text; documents beyond it are left out. (default: all)",
      valueName: "n"))
  var realTokens: Int?

  @Flag(help: "Send what is written through text and tokenizer again before training.")
  var throughText = false

  @Option(
    help: ArgumentHelp("A title for the report. (default: the corpus)", valueName: "text"))
  var title: String?

  /// Puts the options given into a configuration.
  func apply(to configuration: inout RunConfiguration) {
    if let generations { configuration.generations = generations }
    if let tokens { configuration.tokens = tokens }
    if let regime { configuration.regime = regime }
    if let realShare { configuration.realShare = realShare }
    if let real { configuration.realText = real }
    if let growth { configuration.growth = growth }
    if let replicates { configuration.replicates = replicates }
    if let seed { configuration.seed = seed }
    if let judge { configuration.judge = judge }
    if let samplingFloor { configuration.samplingFloor = samplingFloor }
    if let heldOutShare { configuration.heldOutShare = heldOutShare }
    if let realTokens { configuration.realTokens = realTokens }
    if let reserveShare { configuration.reserveShare = reserveShare }
    if throughText { configuration.throughText = true }
    if let title { configuration.title = title }
  }
}
