internal import FoundationEssentials
package import Generations
internal import Measures

/// Makes all files of a run, from its plan to its report.
package struct RunWriting: Sendable {
  let plan: RunPlan
  let directory: RunDirectory
  let threads: Int
  let checkpointInterval: Duration
  /// When the work began, for the time that the manifest holds.
  let begun: ContinuousClock.Instant

  /// Does all that is still to do.
  ///
  /// - Parameters:
  ///   - note: Takes a sentence for the user.
  ///   - resumed: Takes what an earlier process had done.
  ///   - advanced: Takes each generation.
  /// - Returns: The record of the whole run.
  /// - Throws: An error of the run or of writing.
  func callAsFunction(
    note: (String) -> Void, resumed: ([LineageProgress]) -> Void,
    advanced: @Sendable (GenerationRecord) -> Void
  ) throws -> RunRecord {
    let command = ReproducingCommand.words(for: plan.configuration)
    func manifest(_ execution: Execution?) throws -> RunManifest {
      try plan.manifest(
        tool: BuildInfo.version, swift: BuildInfo.swift, command: command, execution: execution)
    }
    let earlier = try directory.begin(plan, manifest: manifest(nil))
    resumed(earlier)
    let result = try Run(plan)(threads: threads, from: earlier) { outcome, lineage in
      try directory.take(outcome, lineage, every: checkpointInterval)
      advanced(outcome.record)
    }
    let seconds = begun.duration(to: .now) / .seconds(1)
    let final = try manifest(
      Execution(
        started: directory.start.started, seconds: (seconds * 1000).rounded() / 1000,
        system: Machine.system, processor: Machine.processor, threads: threads,
        peakMemoryBytes: Machine.peakMemoryBytes))
    try directory.finish(result, manifest: final)
    let record = RunRecord(
      manifest: final, generations: result.records, samples: result.samples)
    try ReportFiles(record: record).write(to: directory.path, note: note)
    directory.complete()
    return record
  }

  /// Makes a run directory for a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - path: The directory; nothing may be there yet.
  ///   - threads: The most threads to use.
  /// - Throws: An error of the run or of writing; then nothing is left.
  package static func write(_ plan: RunPlan, to path: String, threads: Int) throws {
    let start = RunStart(
      configuration: plan.configuration,
      workingDirectory: FileManager.default.currentDirectoryPath,
      started: Date.now.ISO8601Format())
    let directory = try RunDirectory(creating: path, start: start)
    let writing = RunWriting(
      plan: plan, directory: directory, threads: threads, checkpointInterval: .seconds(60),
      begun: .now)
    do {
      _ = try writing(note: { _ in }, resumed: { _ in }, advanced: { _ in })
    } catch {
      directory.discard()
      throw error
    }
  }
}
