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

  /// The command that goes on with the run.
  private var resumeCommand: String {
    Command.line(["textcollapse", "run", "--resume", path])
  }

  /// Does all that is still to do.
  ///
  /// - Returns: The record of the whole run.
  /// - Throws: What is wrong with the text or the disk. A run that failed before its first generation
  ///   leaves nothing, one that failed later all that is whole.
  func callAsFunction() throws -> RunRecord {
    let clock = ContinuousClock.now
    let plan: RunPlan
    do {
      // Nothing is whole yet: there is nothing to keep.
      Interrupts.onFirst { [self] in
        if !isResumed { directory.discard() }
        say(
          "Interrupted before a generation was whole. ",
          isResumed ? resumeHint : "Nothing is kept.")
      }
      MemoryExhaustion.onEnd { [self] in
        if !isResumed { directory.discard() }
        return nil
      }
      try StandardInputSpool.prepare(directory, isResumed: isResumed)
      plan = try RunPlan(
        directory.start.configuration, threads: work.threadCount, memory: AvailableMemory.budget)
    } catch {
      if !isResumed { directory.discard() }
      throw error
    }
    for note in plan.notes { work.note("Note: \(note)") }
    MemoryExhaustion.onEnd { [self] in "What is whole is kept. \(resumeHint)" }
    Interrupts.onFirst { [self] in
      do {
        try directory.stop()
        say("Interrupted. What is whole is kept. ", resumeHint)
      } catch {
        say("Interrupted. \(CommandLineTool.sentence(for: error)) ", resumeHint)
      }
    }
    do {
      let record = try finish(plan, since: clock)
      Interrupts.onFirst(nil)
      MemoryExhaustion.onEnd(nil)
      return record
    } catch is RunStopped {
      // The thread of the signals has the last word.
      while true { Machine.sleep(seconds: 60) }
    } catch {
      if !(error is ResumeError) { Terminal.note("What is whole is kept. \(resumeHint)") }
      throw error
    }
  }

  private var resumeHint: String { "Go on with: \(resumeCommand)" }

  private func say(_ words: String...) {
    if Terminal.isInteractive { Terminal.write("\r\u{1B}[K", to: 2) }
    Terminal.note(words.joined())
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
    self.init(
      directory: try RunDirectory(creating: path, start: start), path: path, isResumed: false,
      checkpointInterval: checkpointInterval, work: work)
  }

  /// Goes on with a run that was stopped, in the folder that its paths start from.
  ///
  /// - Parameters:
  ///   - path: The directory.
  ///   - checkpointInterval: The least time between two states of a replicate on the disk.
  ///   - work: How to work.
  /// - Throws: ``ResumeError``.
  init(resuming path: String, checkpointInterval: Duration, work: WorkOptions) throws {
    let directory = try RunDirectory(resuming: path)
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
