internal import Corpora
public import Measures
internal import Parallelism
internal import Synchronization
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
  /// record is the same for any number of threads.
  ///
  /// - Parameters:
  ///   - threads: The most threads to use.
  ///   - report: Takes each record as soon as it is made, in any order across replicates, one call at
  ///     a time.
  /// - Returns: All records, by replicate and generation, and text to read from replicate 0.
  /// - Throws: What a generation or `report` throws.
  public func callAsFunction(
    threads: Int, report: @Sendable (GenerationRecord) throws -> Void
  ) throws -> RunResult {
    let configuration = plan.configuration
    let passages = Passages(plan.real)
    let first = try plan.measureFirst(threads: threads)
    let gate = Mutex(())
    let inner = max(1, threads / configuration.replicates)
    let lineages = try parallelMap(configuration.replicates, threads: threads) { replicate in
      var result = LineageResult()
      var record = first.record
      record.replicate = replicate
      try gate.withLock { _ in try report(record) }
      result.take(
        GenerationOutcome(
          record: record, text: first.text, trainingCounts: first.trainingCounts,
          parts: first.parts), passages: passages)
      try Lineage(plan: plan, replicate: replicate, threads: inner).run { outcome in
        try gate.withLock { _ in try report(outcome.record) }
        result.take(outcome, passages: passages)
      }
      return result
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

/// What one replicate leaves behind.
private struct LineageResult: Sendable {
  var records: [GenerationRecord] = []
  var samples: [GenerationSample] = []
  var texts: [[UInt8]] = []
  var provenance: [[TrainingPart]] = []

  mutating func take(_ outcome: GenerationOutcome, passages: Passages) {
    records.append(outcome.record)
    provenance.append(outcome.parts)
    // Only replicate 0 is shown.
    guard outcome.record.replicate == 0 else { return }
    samples.append(passages.sample(outcome))
    texts.append(passages.beginning(outcome))
  }
}
