public import Corpora
public import LanguageModels
public import Sampling
public import Tokenization

/// Where the real text of a mixed training set comes from.
public enum RealTextSource: String, Sendable, Codable, CaseIterable {
  /// Text never seen before, from a reserve that is split off at the start.
  case fresh
  /// The same part of generation 0's text every time.
  case same
}

/// Everything that decides the result of a run.
///
/// Its coded form is flat, with the command line's option names as keys: the form of `--config` files
/// and of the manifest. Options left out of a file have the values they have here.
public struct RunConfiguration: Sendable, Equatable {
  // MARK: Text

  /// The corpus: files, directories or `-`.
  public var corpus: [String] = []
  /// Held-out text of its own; if empty, documents of the corpus are held out.
  public var heldOut: [String] = []
  /// The share of the corpus to hold out.
  public var heldOutShare = 0.1
  /// The share of the corpus to keep as fresh real text; nil: as much as the regime needs.
  public var reserveShare: Double?
  /// The most tokens of real training text; nil: all.
  ///
  /// Whole documents, chosen by the seed, are left out.
  public var realTokens: Int?
  /// How files are read.
  public var reading = ReadingOptions(documentUnit: .paragraph)
  /// How text becomes tokens.
  public var tokenizer = TokenizerConfiguration()
  /// Types that occur less often in the real training text become `<unk>`.
  public var minCount = 1
  /// The most types to keep; nil: all.
  public var maxVocabulary: Int?

  // MARK: Model

  /// The order of the models.
  public var order = 3
  /// How the models that write are smoothed.
  ///
  /// Not at all by default: what is lost is then lost by sampling alone, theory says how much to
  /// expect, and on a small corpus the text stays readable. Held-out text is judged by a smoothed
  /// model all the same.
  public var smoothing = SmoothingName.maximumLikelihood
  /// What additive smoothing adds.
  public var lambda = 1.0
  /// How the models that judge held-out text are smoothed; nil: like those that write, but never
  /// without smoothing.
  public var judge: SmoothingName?

  // MARK: Writing

  /// How tokens are chosen.
  public var sampling = SamplingStrategy()
  /// Where the uniform distribution of the models that write is spread.
  public var samplingFloor = UniformFloor.observed
  /// Whether what was written goes through text and tokenizer again before training.
  public var throughText = false

  // MARK: Generations

  /// How many generations follow generation 0.
  public var generations = 10
  /// The tokens of a training set; nil: as many as the real training text has.
  public var tokens: Int?
  /// The factor by which each training set outgrows the one before, under `replace`.
  public var growth = 1.0
  /// How training sets are made.
  public var regime = RegimeName.replace
  /// The share of real text in a mixed training set.
  public var realShare = 0.1
  /// Where that real text comes from.
  public var realText = RealTextSource.fresh
  /// How often the run is repeated with other random numbers.
  public var replicates = 5
  /// The seed of all random numbers.
  public var seed: UInt64 = 1

  // MARK: Naming

  /// A title for people; nil: taken from the corpus.
  public var title: String?

  /// Creates the default configuration.
  public init() {}

  /// The smoothing of the judge.
  public var judgeSmoothing: SmoothingName {
    judge ?? (smoothing.isSmooth ? smoothing : .modifiedKneserNey)
  }

  /// Checks all ranges.
  ///
  /// - Throws: ``GenerationError/outOfRange(option:value:range:)`` or a sampling error.
  public func validate() throws {
    func check(_ holds: Bool, _ option: String, _ value: Any, _ range: String) throws {
      guard holds else {
        throw GenerationError.outOfRange(option: option, value: "\(value)", range: range)
      }
    }
    try check((1...8).contains(order), "order", order, "from 1 to 8")
    try check(lambda > 0 && lambda.isFinite, "lambda", lambda, "above 0")
    try check((0...10_000).contains(generations), "generations", generations, "from 0 to 10000")
    try check((1...10_000).contains(replicates), "replicates", replicates, "from 1 to 10000")
    try check(
      (1...RunPlan.maximalTokens).contains(tokens ?? 1), "tokens", tokens ?? 0,
      "from 1 to \(RunPlan.maximalTokens)")
    try check(growth > 0 && growth <= 10, "growth", growth, "above 0 and at most 10")
    try check((0..<1).contains(realShare), "real-share", realShare, "from 0 to below 1")
    try check(
      heldOutShare > 0 && heldOutShare < 1, "held-out-share", heldOutShare, "between 0 and 1")
    if let realTokens {
      try check(
        (1...RunPlan.maximalTokens).contains(realTokens), "real-tokens", realTokens,
        "from 1 to \(RunPlan.maximalTokens)")
    }
    if let reserveShare {
      try check((0..<1).contains(reserveShare), "reserve-share", reserveShare, "from 0 to below 1")
    }
    // JSON numbers beyond this are read back as rounded ones.
    try check(seed <= UInt64(Int64.max), "seed", seed, "from 0 to \(Int64.max)")
    try check(minCount >= 1, "min-count", minCount, "1 or more")
    try check((maxVocabulary ?? 1) >= 1, "max-vocabulary", maxVocabulary ?? 0, "1 or more")
    if let judge { try check(judge.isSmooth, "judge", judge.rawValue, "a method that smooths") }
    try sampling.validate()
  }
}
