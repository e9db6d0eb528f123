internal import Corpora
internal import FoundationEssentials
internal import Generations
internal import Measures
internal import Parallelism
internal import Reports
internal import Synchronization

/// A run in its directory, from the text to the report, begun or gone on with.
struct RunSession {
  let directory: RunDirectory
  /// The directory as the user calls it.
  let path: String
  let isResumed: Bool
  let checkpointInterval: Duration
  let work: WorkOptions

  /// Does all that is still to do.
  ///
  /// - Returns: The record of the whole run.
  /// - Throws: What is wrong with the text or the disk. A run that failed before its first generation
  ///   leaves nothing, one that failed later all that is whole.
  func callAsFunction() throws -> RunRecord {
    let clock = ContinuousClock.now
    let plan: RunPlan
    do {
      MemoryExhaustion.onEnd { [self] in
        if !isResumed { directory.discard() }
        return nil
      }
      try StandardInputSpool.prepare(directory, isResumed: isResumed)
      plan = try RunPlan(
        directory.start.configuration, threads: work.threadCount, memory: AvailableMemory.budget)
    } catch {
      Interrupts.giveWay()
      if !isResumed { directory.discard() }
      throw error
    }
    for note in plan.notes { work.note("Note: \(note)") }
    MemoryExhaustion.onEnd { [self] in "What is whole is kept. \(resumeHint)" }
    Interrupts.onFirst { [self] in
      do {
        try directory.stop()
        Terminal.work.end(with: "Interrupted. What is whole is kept. \(resumeHint)")
      } catch {
        Terminal.work.end(
          with: "Interrupted. \(CommandLineTool.sentence(for: error)) \(resumeHint)")
      }
    }
    do {
      let record = try finish(plan, since: clock)
      Interrupts.onFirst(nil)
      MemoryExhaustion.onEnd(nil)
      return record
    } catch {
      Interrupts.giveWay()
      if !(error is ResumeError) { Terminal.note("What is whole is kept. \(resumeHint)") }
      throw error
    }
  }

  private var resumeHint: String { Self.resumeHint(path) }

  private static func resumeHint(_ path: String) -> String {
    "Go on with: " + Command.line(["textcollapse", "run", "--resume", path])
  }

  private func finish(_ plan: RunPlan, since clock: ContinuousClock.Instant) throws -> RunRecord {
    let configuration = plan.configuration
    let total = configuration.replicates * (configuration.generations + 1)
    let writing = RunWriting(
      plan: plan, directory: directory, threads: work.threadCount,
      checkpointInterval: checkpointInterval, begun: clock)
    let progress = Locked<ProgressNotes?>(nil)
    return try writing(note: { work.note($0) }) { [work, isResumed] earlier in
      let whole = earlier.reduce(0) { $0 + $1.records.count }
      if isResumed { work.note("Resumed: \(whole) generations were whole.") }
      progress.withLock {
        $0 = ProgressNotes(total: total, done: whole, isQuiet: work.quiet)
      }
    } advanced: { record in
      progress.withLock {
        $0?.advance(ProgressLine.text(record, generations: configuration.generations))
      }
    }
  }
}

extension RunSession {
  /// Begins a run in a new directory.
  ///
  /// - Parameters:
  ///   - configuration: The run.
  ///   - path: The directory.
  ///   - started: When the run started.
  ///   - checkpointInterval: The least time between two states of a replicate on the disk.
  ///   - work: How to work.
  /// - Throws: That the directory cannot be made.
  init(
    beginning configuration: RunConfiguration, in path: String, started: Date,
    checkpointInterval: Duration, work: WorkOptions
  ) throws {
    try configuration.validate()
    let start = RunStart(
      configuration: configuration,
      workingDirectory: FileManager.default.currentDirectoryPath,
      started: started.ISO8601Format())
    let directory = try Interrupts.onFirst {
      try RunDirectory(creating: path, start: start)
    } do: { directory in
      // Nothing is whole yet: there is nothing to keep.
      directory.discard()
      Terminal.work.end(with: "Interrupted before a generation was whole. Nothing is kept.")
    }
    self.init(
      directory: directory, path: path, isResumed: false, checkpointInterval: checkpointInterval,
      work: work)
  }

  /// Goes on with a run that was stopped, in the folder that its paths start from.
  ///
  /// - Parameters:
  ///   - path: The directory.
  ///   - checkpointInterval: The least time between two states of a replicate on the disk.
  ///   - work: How to work.
  /// - Throws: ``ResumeError``.
  init(resuming path: String, checkpointInterval: Duration, work: WorkOptions) throws {
    let directory = try Interrupts.onFirst {
      try RunDirectory(resuming: path)
    } do: { _ in
      Terminal.work.end(
        with: "Interrupted before a generation was whole. \(Self.resumeHint(path))")
    }
    let folder = directory.start.workingDirectory
    guard
      folder == FileManager.default.currentDirectoryPath
        || FileManager.default.changeCurrentDirectoryPath(folder)
    else { throw ResumeError.noWorkingDirectory(folder) }
    self.init(
      directory: directory, path: path, isResumed: true, checkpointInterval: checkpointInterval,
      work: work)
  }
}
