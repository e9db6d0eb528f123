public import Generations
internal import Parallelism

/// All live runs of a server.
public final class Laboratory: Sendable {
  /// The corpora that may be chosen.
  public let corpora: [LiveCorpus]
  /// What may be asked for.
  public let limits: LiveLimits

  private struct State {
    var runs: [String: LiveRun] = [:]
    /// The identifiers, the oldest first.
    var order: [String] = []
  }

  private let gate: ComputeGate
  private let saving = Locked(0)
  private let describe: @Sendable (RunConfiguration) -> String
  private let state = Locked(State())

  /// Opens the laboratory.
  ///
  /// - Parameters:
  ///   - corpora: The corpora that may be chosen.
  ///   - limits: What may be asked for.
  ///   - describe: The command line that repeats a run.
  public init(
    corpora: [LiveCorpus], limits: LiveLimits = LiveLimits(),
    describe: @escaping @Sendable (RunConfiguration) -> String
  ) {
    self.corpora = corpora
    self.limits = limits
    self.describe = describe
    gate = ComputeGate(places: limits.computing)
  }

  /// Starts a run.
  ///
  /// - Parameter request: What is asked for; its settings are in range.
  /// - Returns: The run, which has its thread.
  /// - Throws: ``LiveRefusal`` where there is no such corpus, or no place.
  public func start(_ request: LiveRequest) throws(LiveRefusal) -> LiveRun {
    var configuration = request.settings.configuration
    // What readers see names no path of the machine.
    var shown = configuration
    if request.text != nil {
      configuration.corpus = ["-"]
      configuration.title = "Pasted text"
      shown = configuration
    } else {
      guard let corpus = corpora.first(where: { $0.id == request.settings.corpus }) else {
        let known = corpora.map(\.id).joined(separator: ", ")
        throw LiveRefusal(
          .badRequest, "There is no corpus '\(request.settings.corpus)'. There are: \(known).")
      }
      configuration.corpus = [corpus.path]
      shown.corpus = ["Corpora/\(corpus.id)"]
    }
    let run = LiveRun(
      id: Self.identifier(), request: request, configuration: configuration,
      command: describe(shown), limits: limits, gate: gate)
    let hasPlace = state.withLock { [limits] state in
      let active = state.runs.values.count { !$0.isEnded }
      guard active < limits.active else { return false }
      while state.order.count >= limits.kept {
        // The oldest that has ended goes, one that nobody reads first.
        let ended = state.order.filter { state.runs[$0]?.isEnded ?? true }
        guard
          let oldest = ended.first(where: { state.runs[$0]?.log.readerCount == 0 }) ?? ended.first
        else { return false }
        state.runs[oldest] = nil
        state.order.removeAll { $0 == oldest }
      }
      state.runs[run.id] = run
      state.order.append(run.id)
      return true
    }
    guard hasPlace else {
      throw LiveRefusal(
        .busy, "All \(limits.active) places for runs are taken. Try again when one has ended.")
    }
    let isStarted = DetachedThread.start {
      ThreadPriority.lower()
      run.work()
    }
    guard isStarted else {
      remove(run.id)
      throw LiveRefusal(.busy, "The system has no thread for another run. Try again later.")
    }
    return run
  }

  /// A run by its identifier.
  ///
  /// - Throws: ``LiveRefusal`` where there is none.
  public func run(_ id: String) throws(LiveRefusal) -> LiveRun {
    guard let run = state.withLock({ $0.runs[id] }) else {
      throw LiveRefusal(
        .notFound, "There is no such run, or it is forgotten by now. Press Run to begin again.")
    }
    return run
  }

  /// Wakes all that read events, so that those that have gone are noticed.
  public func wake() {
    for run in state.withLock({ Array($0.runs.values) }) { run.log.wake() }
  }

  /// Does other work than a run, at a place among those that compute, on a thread of its own.
  ///
  /// - Parameter body: The work.
  /// - Returns: What it gave.
  /// - Throws: What it threw, or ``LiveRefusal`` if there is no place.
  public func compute<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    let hasPlace = saving.withLock { count in
      guard count < Self.mostSaving else { return false }
      count += 1
      return true
    }
    guard hasPlace else {
      throw LiveRefusal(.busy, "Other runs are being saved. Try again in a few seconds.")
    }
    defer { saving.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      let isStarted = DetachedThread.start { [gate] in
        ThreadPriority.lower()
        let seat = ComputeGate.Seat(gate)
        _ = seat.enter { false }
        let result = Swift.Result { try body() }
        seat.leave()
        continuation.resume(with: result)
      }
      if !isStarted {
        continuation.resume(
          throwing: LiveRefusal(.busy, "The system has no thread to save the run. Try again later.")
        )
      }
    }
  }

  private static let mostSaving = 4

  /// Ends all runs.
  public func close() {
    for run in state.withLock({ Array($0.runs.values) }) { run.stop() }
  }

  /// How many runs have not ended.
  public var activeCount: Int {
    state.withLock { $0.runs.values.count { !$0.isEnded } }
  }

  /// How many runs compute at this moment.
  public var computingCount: Int { gate.count }

  private func remove(_ id: String) {
    state.withLock { state in
      state.runs[id] = nil
      state.order.removeAll { $0 == id }
    }
  }

  /// A name that cannot be guessed.
  private static func identifier() -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
    return String((0..<20).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
  }
}
