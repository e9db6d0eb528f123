internal import Counting
internal import LanguageModels
public import Measures
internal import Parallelism
internal import Sampling
public import Tokenization

/// A model that writes and a model that judges, estimated from the same counts.
///
/// The judge spreads its uniform floor over the reference vocabulary, so that no held-out word of it
/// has probability zero; the generator's support is what its training text holds, so that a lost
/// word stays lost.
struct GenerationModels: Sendable {
  let judge: NgramModel
  let generator: NgramModel

  init(
    _ stream: TokenStream, vocabularySize: Int, configuration: RunConfiguration, threads: Int
  ) throws {
    let counts = try NgramCounts(
      stream, vocabularySize: vocabularySize, order: configuration.order, threads: threads)
    func method(_ name: SmoothingName, for stream: TokenStream) throws -> any SmoothingMethod {
      try name.method(
        for: stream, vocabularySize: vocabularySize, order: configuration.order,
        lambda: configuration.lambda, threads: threads)
    }
    let judging = try method(configuration.judgeSmoothing, for: stream)
    // A plain draw from a mixture can spread the judge's floor over another support by itself.
    let isShared =
      configuration.judgeSmoothing == configuration.smoothing
      && (configuration.sampling.isPlain && judging.isInterpolated
        || configuration.samplingFloor == .vocabulary)
    if isShared {
      // Nobody else needs the counts: they are given up while the model grows.
      judge = try NgramModel(
        estimating: consume counts, method: judging, floor: .vocabulary, threads: threads)
      generator = judge
    } else {
      judge = try NgramModel(
        estimating: counts, method: judging, floor: .vocabulary, threads: threads)
      generator = try NgramModel(
        estimating: try Self.writingCounts(
          counts, of: stream, configuration: configuration, threads: threads),
        method: try method(configuration.smoothing, for: stream),
        floor: configuration.samplingFloor, threads: threads)
    }
  }

  /// The counts of a writing model.
  ///
  /// Where `<unk>` may not be written and nothing smooths, a context that only `<unk>` follows would
  /// be a dead end. So the unsmoothed model reads its text as if `<unk>` were not there.
  private static func writingCounts(
    _ counts: NgramCounts, of stream: TokenStream, configuration: RunConfiguration, threads: Int
  ) throws -> NgramCounts {
    guard !configuration.smoothing.isSmooth, !configuration.sampling.allowsUnknown,
      stream.ids.contains(SpecialToken.unknown)
    else { return counts }
    return try NgramCounts(
      stream.withoutUnknown(), vocabularySize: counts.vocabularySize, order: configuration.order,
      threads: threads)
  }

  var notes: [String] {
    judge.notes + generator.notes.filter { !judge.notes.contains($0) }
  }
}

/// One replicate on its way through the generations.
struct Lineage {
  /// What every replicate shares.
  let plan: RunPlan
  let replicate: Int
  let threads: Int

  /// Runs all generations that are still to come.
  ///
  /// - Parameters:
  ///   - progress: How far the replicate has come; generation 0 is whole.
  ///   - report: Takes each generation as it is made, and its training set.
  /// - Throws: What estimating, sampling, tokenizing or `report` throws.
  func run(
    from progress: LineageProgress,
    _ report: (GenerationOutcome, TrainingSet) throws -> Void
  ) throws {
    let configuration = plan.configuration
    guard progress.generation < configuration.generations else { return }
    var previous = try state(of: progress)
    for generation in (progress.generation + 1)..<(configuration.generations + 1) {
      let (state, written) = try step(to: generation, from: previous)
      let outcome = try plan.measure(
        state, generation: generation, written: written.stream, writer: previous.training.stream,
        replicate: replicate, notes: written.notes, threads: threads)
      try report(outcome, state.training)
      previous = state
    }
  }

  /// The generation that a replicate has reached, its models estimated again.
  private func state(of progress: LineageProgress) throws -> GenerationState {
    guard progress.generation > 0 else { return plan.first }
    return GenerationState(
      training: progress.training,
      models: try GenerationModels(
        progress.training.stream, vocabularySize: plan.real.vocabulary.size,
        configuration: plan.configuration, threads: threads))
  }

  /// Lets the model of one generation write, and trains the next one.
  func step(
    to generation: Int, from previous: GenerationState
  ) throws -> (state: GenerationState, written: (stream: TokenStream, notes: [String])) {
    let written = try write(generation, from: previous)
    let training = plan.regime.trainingSet(
      generation: generation, written: written.stream, previous: previous.training,
      real: plan.real)
    let models = try GenerationModels(
      training.stream, vocabularySize: plan.real.vocabulary.size,
      configuration: plan.configuration, threads: threads)
    return (GenerationState(training: training, models: models), written)
  }

  private func write(
    _ generation: Int, from previous: GenerationState
  ) throws -> (stream: TokenStream, notes: [String]) {
    let configuration = plan.configuration
    let sampler = try Sampler(
      previous.models.generator, strategy: configuration.sampling,
      floor: configuration.samplingFloor)
    let text = try sampler.sample(
      tokens: plan.regime.syntheticTokens(generation: generation),
      at: SampleAddress(
        seed: configuration.seed, replicate: replicate, generation: generation),
      prompt: previous.training.stream, threads: threads)
    var notes: [String] = []
    if text.cutSentences > 0 {
      notes.append(
        "\(text.cutSentences) of \(text.stream.documentCount) sentences reached "
          + "\(configuration.sampling.maximalSentenceLength) tokens and were cut.")
    }
    guard configuration.throughText else { return (text.stream, notes) }
    return (try plan.throughText(text.stream, threads: threads), notes)
  }
}

/// A generation as the next one needs it.
struct GenerationState: Sendable {
  let training: TrainingSet
  let models: GenerationModels
}

/// What one generation of one replicate gave.
public struct GenerationOutcome: Sendable {
  /// The measures.
  public internal(set) var record: GenerationRecord
  /// What it wrote (generation 0: the real training text).
  public let text: TokenStream
  /// How often each type occurs in its training set.
  public let trainingCounts: [UInt32]
  /// Where the documents of its training set come from.
  public let parts: [TrainingPart]
}

extension TokenStream {
  /// The text without its unknown tokens, and without the sentences that hold nothing else.
  func withoutUnknown() -> TokenStream {
    var ids: [TokenID] = []
    ids.reserveCapacity(self.ids.count)
    var lost = false
    for id in self.ids {
      if id == SpecialToken.unknown {
        lost = true
        continue
      }
      let isEmpty = ids.last ?? SpecialToken.boundary == SpecialToken.boundary
      if id == SpecialToken.boundary {
        if !(isEmpty && lost) { ids.append(id) }
        lost = false
      } else {
        ids.append(id)
      }
    }
    return TokenStream(ids: ids, documentEnds: [ids.count], structure: structure)
  }
}
