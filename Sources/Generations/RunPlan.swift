internal import Corpora
internal import LanguageModels
public import Measures
public import Tokenization

/// What all replicates of a run share: the real text, generation 0 and how to measure.
public struct RunPlan: Sendable {
  /// The configuration.
  public let configuration: RunConfiguration
  /// The real text.
  public let real: RealText
  /// How often each type occurs in D_0.
  package let realCounts: [UInt32]
  /// The tokens of a training set.
  public let tokens: Int
  /// The token count at which texts are compared.
  public let comparedTokens: Int
  /// The frequency classes of the real training text with their expected survival.
  public let classes: [FrequencyClass]
  /// The words followed through the generations.
  public let trackedTypes: [TokenID]
  /// The types that samples of the real training text hold.
  let diversity: [DiversityPoint]
  /// What theory expects.
  public let theory: [TheoryCurve]
  /// What reading had to say, and whether memory may be too small.
  public let notes: [String]
  let regime: any Regime
  let first: GenerationState
  private let reference: ReferenceText

  /// Reads the text, estimates the models of generation 0 and prepares the measures.
  ///
  /// - Parameters:
  ///   - configuration: The run.
  ///   - threads: The most threads to use.
  ///   - memory: The memory there is; nil: nothing is checked.
  /// - Throws: An error of reading, splitting, tokenizing or estimating, or one that says what in
  ///   the configuration does not fit the text or the memory.
  public init(
    _ configuration: RunConfiguration, threads: Int, memory: MemoryBudget? = nil
  ) throws {
    try configuration.validate()
    if let memory {
      let textBytes = InputSize.bytes(paths: configuration.corpus + configuration.heldOut)
      let needed = MemoryEstimate.reading(textBytes)
      guard needed <= memory.bytes else {
        throw GenerationError.textTooLarge(needed: needed, budget: memory)
      }
    }
    try self.init(
      configuration, real: try RealText(configuration, threads: threads), threads: threads,
      memory: memory)
  }

  /// Plans a run on text that has been read.
  ///
  /// - Parameters:
  ///   - configuration: The run.
  ///   - real: Its real text.
  ///   - threads: The most threads to use.
  ///   - memory: The memory there is; nil: nothing is checked.
  /// - Throws: An error of estimating, or one that says what does not fit the text or the memory.
  package init(
    _ configuration: RunConfiguration, real: RealText, threads: Int, memory: MemoryBudget? = nil
  ) throws {
    let tokens = configuration.tokens ?? real.training.tokenCount
    let regime = configuration.regime.regime(configuration, tokens: tokens)
    let (compared, largest) = try Self.sizes(regime, configuration, real: real, tokens: tokens)
    let estimate = MemoryEstimate(
      configuration, realTokens: real.training.tokenCount, trainingTokens: largest,
      threads: threads)
    notes =
      real.notes
      + (try memory.flatMap { try estimate.check($0, for: configuration) }.map { [$0] } ?? [])
    let counts = Self.counts(of: real.training, vocabularySize: real.vocabulary.size)
    reference = ReferenceText(
      text: real.training.prefix(tokens: compared), trainingCounts: counts,
      copyRate: CopyRate.share(of: real.heldOut, copiedFrom: real.training))
    first = GenerationState(
      training: TrainingSet(real.training, source: .real),
      models: try GenerationModels(
        real.training, vocabularySize: real.vocabulary.size, configuration: configuration,
        threads: threads))
    let expectation = Expectation(
      configuration, regime: regime, counts: counts, tokens: tokens)
    classes = expectation.classes
    theory = expectation.curves
    trackedTypes = TrackedWords.choose(from: real.vocabulary, counts: counts)
    diversity = DiversityPoint.points(
      of: real.training, vocabularySize: real.vocabulary.size)
    realCounts = counts
    self.configuration = configuration
    self.real = real
    self.tokens = tokens
    self.comparedTokens = compared
    self.regime = regime
  }

  /// The most tokens that a training set may have.
  package static let maximalTokens = 1_000_000_000

  /// The size at which all texts can be compared, and that of the largest training set.
  ///
  /// - Throws: ``GenerationError`` where the regime and the real text do not fit.
  private static func sizes(
    _ regime: any Regime, _ configuration: RunConfiguration, real: RealText, tokens: Int
  ) throws -> (compared: Int, largest: Int) {
    let training = real.training.tokenCount
    let (needed, held) = (
      regime.freshTokens(generations: configuration.generations), real.reserve.tokenCount
    )
    guard needed <= held else { throw GenerationError.reserveTooSmall(needed: needed, held: held) }
    guard configuration.generations == 0 || regime.reusedTokens <= training else {
      throw GenerationError.trainingTextTooSmall(needed: regime.reusedTokens, held: training)
    }
    var compared = training
    var total = training
    var largest = training
    for generation in stride(from: 1, through: configuration.generations, by: 1) {
      let written = regime.syntheticTokens(generation: generation)
      guard written > 0 else {
        throw GenerationError.nothingToWrite(
          tokens: tokens, realShare: configuration.realShare)
      }
      total = regime.lineage == .accumulate ? total + written : written
      guard total <= maximalTokens else {
        throw GenerationError.trainingSetTooLarge(generation: generation, tokens: total)
      }
      compared = min(compared, written)
      largest = max(largest, total)
    }
    return (compared, largest)
  }

  /// A passage of the real training text to read, in pieces.
  package var referencePieces: [TextPiece] { Passages(real).pieces }

  /// Measures generation 0, which is the same in every replicate.
  func measureFirst(threads: Int) throws -> GenerationOutcome {
    try measure(
      first, generation: 0, written: real.training, writer: nil, replicate: 0, notes: [],
      threads: threads)
  }

  func measure(
    _ state: GenerationState, generation: Int, written: TokenStream, writer: TokenStream?,
    replicate: Int, notes: [String], threads: Int
  ) throws -> GenerationOutcome {
    let judge = state.models.judge
    let counts = Self.counts(of: state.training.stream, vocabularySize: real.vocabulary.size)
    let text = written.prefix(tokens: comparedTokens)
    let fidelity = try RoundTripFidelity(
      of: written.prefix(tokens: Self.fidelityTokens), vocabulary: real.vocabulary,
      tokenizer: real.tokenizer, threads: threads)
    let observation = Observation(
      generation: generation, text: text, reference: reference, trainingCounts: counts,
      writerTrainingText: writer, heldOut: judge.score(real.heldOut, threads: threads),
      heldOutSpelling: real.heldOutSpelling,
      own: judge.score(state.training.stream, threads: threads),
      original: first.models.judge.score(text, threads: threads),
      accuracy: judge.accuracy(on: real.heldOut, threads: threads),
      roundTripFidelity: fidelity.tokenEndF1, threads: threads)
    let record = GenerationRecord(
      replicate: replicate, observation: observation,
      syntheticTokens: state.training.syntheticTokens, classes: classes,
      trackedTypes: trackedTypes, notes: notes + state.models.notes)
    return GenerationOutcome(
      record: record, text: written, trainingCounts: counts, parts: state.training.parts)
  }

  /// The tokens on which round-trip fidelity is measured: enough for three digits.
  private static let fidelityTokens = 20_000

  /// Sends a text through characters and the tokenizer.
  func throughText(_ stream: TokenStream, threads: Int) throws -> TokenStream {
    let detokenizer = Detokenizer(
      vocabulary: real.vocabulary, unit: real.tokenizer.configuration.unit)
    let texts = (0..<stream.documentCount).map {
      detokenizer.text(of: stream.ids[stream.documentRange($0)])
    }
    return try real.tokenizer.tokenize(Corpus(texts: texts), threads: threads)
      .encoded(with: real.vocabulary, threads: threads)
  }

  static func counts(of stream: TokenStream, vocabularySize: Int) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: vocabularySize)
    for id in stream.ids { counts[Int(id)] += 1 }
    counts[Int(SpecialToken.boundary)] = 0
    return counts
  }
}
