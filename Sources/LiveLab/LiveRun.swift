internal import Corpora
public import Generations
internal import Measures
internal import Parallelism
internal import Tokenization

/// A run that can be watched, stopped, and made to go step by step.
public final class LiveRun: Sendable {
  /// What the page calls it by.
  public let id: String
  /// What was asked for.
  public let request: LiveRequest
  /// The run, with the path of its corpus.
  public let configuration: RunConfiguration
  /// What it said.
  public let log = EventLog()

  /// How it goes on.
  public enum Mode: String, Sendable, Codable {
    /// By itself.
    case running
    /// Not until it is told to.
    case paused
    /// Not at all.
    case stopped
  }

  private struct State {
    var mode = Mode.running
    /// Generations that may be made while it is paused.
    var steps = 0
    var pausedSince: ContinuousClock.Instant?
    var isEnded = false
    var words: WordHistory?
  }

  private let limits: LiveLimits
  private let gate: ComputeGate
  private let command: String
  private let state: Monitor<State>

  init(
    id: String, request: LiveRequest, configuration: RunConfiguration, command: String,
    limits: LiveLimits, gate: ComputeGate
  ) {
    self.id = id
    self.request = request
    self.configuration = configuration
    self.command = command
    self.limits = limits
    self.gate = gate
    let isPaused = request.mode == .step
    state = Monitor(
      State(mode: isPaused ? .paused : .running, pausedSince: isPaused ? .now : nil))
  }

  // MARK: Control

  /// Whether there will be no other generation.
  public var isEnded: Bool { state.withLock { $0.isEnded } }

  /// How it goes on.
  public var mode: Mode { state.withLock { $0.mode } }

  /// Goes on by itself.
  public func resume() { set(.running) }

  /// Waits after the generation that is being made.
  public func pause() { set(.paused) }

  /// Makes one generation and waits.
  public func step() {
    set(.paused)
    state.withLock { $0.steps += 1 }
  }

  /// Ends the run.
  public func stop() { state.withLock { $0.mode = .stopped } }

  private func set(_ mode: Mode) {
    let isNew = state.withLock { state in
      guard state.mode != mode, state.mode != .stopped, !state.isEnded else { return false }
      state.mode = mode
      state.steps = 0
      state.pausedSince = mode == .paused ? .now : nil
      return true
    }
    if isNew { append("mode", ModeEvent(mode: mode.rawValue)) }
  }

  // MARK: Work

  /// Why the work stops before its end.
  private enum Stop: Error {
    case told, left, paused
  }

  /// Does all the work; on a thread of its own.
  func work() {
    let seat = ComputeGate.Seat(gate)
    let reason: String
    let sentence: String
    do {
      try play(seat)
      (reason, sentence) = ("whole", "The run is whole: \(configuration.generations) generations.")
    } catch Stop.told {
      (reason, sentence) = ("stopped", "The run was stopped.")
    } catch let stop as Stop {
      let cause = stop == .left ? "Nobody watched any more" : "The pause was too long"
      (reason, sentence) = ("left", "\(cause), so the run was stopped. Press Run to begin again.")
    } catch {
      let text = "\(error)"
      (reason, sentence) = ("failed", text.prefix(1).uppercased() + text.dropFirst())
    }
    // However it ended, its place is free before anybody hears of it.
    seat.leave()
    end(reason, sentence)
  }

  private func play(_ seat: ComputeGate.Seat) throws {
    try enter(seat)
    let plan = try plan()
    try begin(plan)
    let passage = MarkedPassage(
      detokenizer: Detokenizer(
        vocabulary: plan.real.vocabulary, unit: plan.real.tokenizer.configuration.unit))
    _ = try Run(plan)(threads: 1) { [self] outcome, progress in
      try take(outcome, progress, passage)
      guard outcome.record.generation < configuration.generations else { return }
      seat.leave()
      try waitForLeave()
      try enter(seat)
    }
  }

  /// The plan, read from the corpus or the pasted text.
  ///
  /// - Returns: The plan, the same that the command line makes of the same text and settings.
  /// - Throws: An error of reading, or one that says what does not fit the text.
  public func plan() throws -> RunPlan {
    let corpus =
      if let text = request.text {
        try Corpus.read(Array(text.utf8), name: "-", options: configuration.reading)
      } else {
        try Corpus.read(paths: configuration.corpus, options: configuration.reading)
      }
    guard corpus.documentCount > 0 else {
      throw LiveRefusal(.badRequest, "The text is empty. Paste a text of some paragraphs.")
    }
    let real = try RealText(configuration, corpus: corpus, threads: 1)
    let written = configuration.tokens ?? real.training.tokenCount
    guard written * max(1, configuration.generations) <= limits.writtenTokens else {
      let most = limits.writtenTokens / max(1, written)
      throw LiveRefusal(
        .badRequest,
        "\(configuration.generations) generations of \(written) tokens are more than this page makes. Lower "
          + "'generations' to \(most), or 'tokens'; the command line has no such limit.")
    }
    return try RunPlan(configuration, real: real, threads: 1)
  }

  private func begin(_ plan: RunPlan) throws {
    let words = WordHistory(plan.real)
    state.withLock { $0.words = words }
    append(
      "start", try StartEvent(plan, settings: request.settings, command: command))
  }

  private func take(
    _ outcome: GenerationOutcome, _ progress: LineageProgress, _ passage: MarkedPassage
  ) throws {
    try check()
    let kept = state.withLock { $0.words?.take(outcome.trainingCounts) } ?? 0
    append(
      "generation",
      GenerationEvent(
        outcome, kept: kept, missing: progress.samples.last?.missing ?? [],
        passage: passage.sentences(of: progress.training)))
  }

  private func append(_ kind: String, _ event: some Encodable) {
    // Every value is finite and every key a string: there is nothing that JSON could not hold.
    guard let data = try? event.json() else { return }
    log.append(kind, data)
  }

  private func end(_ reason: String, _ sentence: String) {
    state.withLock { state in
      state.isEnded = true
      if state.mode != .stopped { state.mode = .paused }
    }
    let event = EndEvent(reason: reason, sentence: sentence)
    log.append("end", (try? event.json()) ?? "{}", isLast: true)
  }

  // MARK: Waiting

  private func enter(_ seat: ComputeGate.Seat) throws {
    guard seat.enter(unless: { [self] in stopReason() != nil }) else {
      throw stopReason() ?? .told
    }
  }

  private func check() throws {
    if let reason = stopReason() { throw reason }
  }

  private func stopReason() -> Stop? {
    if state.withLock({ $0.mode }) == .stopped { return .told }
    if let lonely = log.lonely, lonely > .seconds(limits.grace) { return .left }
    return nil
  }

  /// Waits as long as the run is paused, and until the last generation has stood long enough.
  private func waitForLeave() throws {
    let shown = ContinuousClock.now.advanced(by: .milliseconds(request.pace ?? 0))
    let reason = state.wait(askingEvery: .milliseconds(50)) { [log, limits] state -> Stop?? in
      if state.mode == .stopped { return .some(.told) }
      if let lonely = log.lonely, lonely > .seconds(limits.grace) { return .some(.left) }
      if state.mode == .running { return ContinuousClock.now >= shown ? .some(nil) : nil }
      if state.steps > 0 {
        state.steps -= 1
        return .some(nil)
      }
      if let since = state.pausedSince, since.duration(to: .now) > .seconds(limits.pause) {
        return .some(.paused)
      }
      return nil
    }
    if let reason { throw reason }
  }

  // MARK: Words

  /// How often a word occurs in the training set of each generation so far.
  ///
  /// - Parameter word: The word as it stands in the text, or in another case.
  /// - Returns: The word as it is known and its counts; nil if the real text does not have it.
  public func history(of word: String) -> (word: String, counts: [UInt32])? {
    state.withLock { $0.words }?.history(of: word)
  }

  /// The counts of all words in every generation so far.
  public var wordHistory: WordHistory? { state.withLock { $0.words } }
}
