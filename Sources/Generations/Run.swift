internal import Corpora
public import Measures
internal import Parallelism
internal import Tokenization

/// A whole run: all replicates through all generations.
public struct Run: Sendable {
  /// What the replicates share.
  public let plan: RunPlan

  /// Takes a plan.
  public init(_ plan: RunPlan) {
    self.plan = plan
  }

  /// Runs all replicates.
  ///
  /// Replicates run side by side, each on one thread; threads left over work inside them. Every
  /// record is the same for any number of threads, and for a run that goes on from where another one
  /// stopped.
  ///
  /// - Parameters:
  ///   - threads: The most threads to use.
  ///   - earlier: The replicates of a stopped run of the same plan, as far as each had come.
  ///   - report: Takes each generation as soon as it is made, with the state of its replicate, in any
  ///     order across replicates, one call at a time. It may block, and the replicate waits; what it
  ///     throws stops the run.
  /// - Returns: All records, by replicate and generation, and text to read from replicate 0.
  /// - Throws: What a generation or `report` throws.
  public func callAsFunction(
    threads: Int, from earlier: [LineageProgress] = [],
    report: @Sendable (GenerationOutcome, LineageProgress) throws -> Void
  ) throws -> RunResult {
    let configuration = plan.configuration
    let passages = Passages(plan.real)
    let known = Dictionary(earlier.map { ($0.replicate, $0) }) { $1 }
    let first =
      known.count < configuration.replicates ? try plan.measureFirst(threads: threads) : nil
    let gate = Locked(())
    let inner = max(1, threads / configuration.replicates)
    let lineages = try parallelMap(configuration.replicates, threads: threads) { replicate in
      var progress: LineageProgress
      if let known = known[replicate] {
        progress = known
      } else {
        progress = LineageProgress(replicate: replicate, training: plan.first.training)
      }
      if progress.records.isEmpty, var first {
        first.record.replicate = replicate
        progress.take(first, training: plan.first.training, passages: passages)
        try gate.withLock { [progress] _ in try report(first, progress) }
      }
      try Lineage(plan: plan, replicate: replicate, threads: inner).run(from: progress) {
        progress.take($0, training: $1, passages: passages)
        let outcome = $0
        try gate.withLock { [progress] _ in try report(outcome, progress) }
      }
      return progress
    }
    return RunResult(
      records: lineages.flatMap(\.records),
      samples: TextSamples(
        reference: passages.pieces, generations: lineages.first?.samples ?? []),
      texts: lineages.first?.texts ?? [],
      provenance: lineages.map(\.provenance))
  }
}

/// What a run found.
public struct RunResult: Sendable {
  /// All records, by replicate and generation.
  public let records: [GenerationRecord]
  /// Passages to read, from replicate 0.
  public let samples: TextSamples
  /// The first lines that each generation of replicate 0 wrote, as UTF-8.
  let texts: [[UInt8]]
  /// For every replicate and generation, where the documents of its training set come from.
  let provenance: [[[TrainingPart]]]
}
