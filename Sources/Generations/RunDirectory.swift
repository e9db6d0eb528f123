internal import Corpora
internal import Digests
internal import FoundationEssentials
public import Measures
internal import Parallelism
internal import Tokenization

/// The directory of a run: the truth on disk.
///
/// `checkpoint/` stands from the start and holds what resuming needs; it goes when all else is there.
/// `manifest.json` follows when the text is read; `generations.jsonl` grows by a line per generation,
/// forced to the disk, and is put in order at the end. Everything else is written when the run is
/// whole, each file under a temporary name first. So the run can be killed at any instruction:
/// ``init(resuming:)`` goes on.
public final class RunDirectory: Sendable {
  /// Its path from the root, wherever the process goes.
  public let path: String
  /// What was known when the run began.
  public let start: RunStart
  private let lock: DirectoryLock
  private let state: Locked<State>

  private struct State {
    /// The open `generations.jsonl`.
    var log: AppendedFile?
    /// The SHA-256 of the manifest of the plan.
    var plan = ""
    /// States that are newer than those on disk, by replicate.
    var pending: [Int: LineageProgress] = [:]
    /// When the state of a replicate is next to be written.
    var due: [Int: ContinuousClock.Instant] = [:]
    var isStopped = false
    /// The folders that were made for this run, the deepest last.
    var made: [String] = []
  }

  private var checkpoint: String { "\(path)/\(RunRecord.checkpointName)" }

  // MARK: Beginning

  /// Makes the directory.
  ///
  /// - Parameters:
  ///   - path: The path; nothing may be there yet. Missing parents are made.
  ///   - start: What is known of the run.
  /// - Throws: ``GenerationError/directoryExists(_:)`` and other errors of the file system.
  public init(creating path: String, start: RunStart) throws {
    try Self.checkIsFree(path)
    if Self.isStub(path) { Folder.remove(path) }
    let made = try Folder.make(path)
    do {
      self.path = Folder.absolute(path)
      self.start = start
      let checkpoint = "\(self.path)/\(RunRecord.checkpointName)"
      try Folder.makeOne(checkpoint)
      lock = try DirectoryLock(checkpoint, of: path)
      state = Locked(State(made: made))
      try AtomicFile.write(
        Array(try Self.encoder.encode(start)), to: "\(checkpoint)/\(RunRecord.startName)")
    } catch {
      Folder.remove(path)
      for folder in made.reversed() { Folder.removeIfEmpty(folder) }
      throw error
    }
  }

  /// Takes the directory of a run that was stopped.
  ///
  /// - Parameter path: The path.
  /// - Throws: ``ResumeError`` if there is none, if it is whole, or if another process works on it.
  public init(resuming path: String) throws {
    self.path = Folder.absolute(path)
    let checkpoint = "\(self.path)/\(RunRecord.checkpointName)"
    guard Folder.exists(checkpoint) else {
      throw Folder.exists("\(self.path)/manifest.json")
        ? ResumeError.finished(path) : ResumeError.noRun(path)
    }
    lock = try DirectoryLock(checkpoint, of: path)
    let file = "\(checkpoint)/\(RunRecord.startName)"
    guard Folder.exists(file) else { throw ResumeError.notBegun(path) }
    let bytes = try FileInput.read(file)
    do { start = try JSONDecoder().decode(RunStart.self, from: Data(bytes)) } catch {
      throw ResumeError.damaged(path: file, problem: RunRecord.reason(error))
    }
    state = Locked(State())
    Folder.removeTemporaries(in: self.path)
  }

  /// Checks that nothing is at a path: a cheap question before hours of work.
  ///
  /// - Throws: ``GenerationError/directoryExists(_:)`` or, of an unfinished run,
  ///   ``GenerationError/unfinishedRunExists(_:)``, or that an empty path is none.
  public static func checkIsFree(_ path: String) throws {
    guard !path.isEmpty else {
      throw GenerationError.outOfRange(
        option: "output", value: "''", range: "the path of a directory")
    }
    if Folder.exists("\(path)/\(RunRecord.checkpointName)/\(RunRecord.startName)") {
      throw GenerationError.unfinishedRunExists(path)
    }
    guard !Folder.exists(path) || isStub(path) else {
      throw GenerationError.directoryExists(path)
    }
  }

  /// Whether a directory is all that a process left that was killed before it had written down what to run: a folder
  /// for checkpoints in which nothing stands yet.
  private static func isStub(_ path: String) -> Bool {
    let checkpoint = "\(path)/\(RunRecord.checkpointName)"
    guard (try? Folder.names(in: path)) == [RunRecord.checkpointName],
      let names = try? Folder.names(in: checkpoint), names.allSatisfy({ $0.hasSuffix(".tmp") })
    else { return false }
    // Who is just beginning a run there holds the lock.
    return (try? DirectoryLock(checkpoint, of: path)) != nil
  }

  /// Where the text that came by standard input is kept as long as the run may be resumed.
  public var standardInputPath: String { "\(checkpoint)/standard-input" }

  /// Writes the manifest as known before the first generation and opens the log.
  ///
  /// - Parameters:
  ///   - plan: The plan of the run.
  ///   - manifest: Its manifest, without the execution.
  /// - Returns: Of a resumed run, the replicates as far as they had come; else none.
  /// - Throws: ``ResumeError`` if the directory is of another plan, or an error of the file system.
  public func begin(_ plan: RunPlan, manifest: RunManifest) throws -> [LineageProgress] {
    let bytes = Array(try RunRecord.manifestData(manifest))
    let file = "\(path)/manifest.json"
    if Folder.exists(file) {
      try manifest.checkIsThat(at: file)
    } else {
      try AtomicFile.write(bytes, to: file)
    }
    let digest = SHA256Digest(of: bytes).hexadecimal
    let progress = try Folder.names(in: checkpoint).filter { $0.hasPrefix("replicate-") }.sorted()
      .map {
        try Checkpoint.read(
          "\(checkpoint)/\($0)", plan: digest, vocabularySize: plan.real.vocabulary.size)
      }
    // The log may end in half a line, or go further than the states; these are the truth.
    let lines = try progress.flatMap(\.records).reduce(into: Data()) {
      $0 += try RunRecord.generationLine($1)
    }
    try write("generations.jsonl", Array(lines))
    let log = try AppendedFile("\(path)/generations.jsonl")
    state.withLock { ($0.log, $0.plan) = (log, digest) }
    return progress
  }

  // MARK: Going on

  /// Takes a generation: its record is appended and forced to the disk, and the state of its
  /// replicate is kept.
  ///
  /// Between two states of a replicate lies an interval, and twenty times what writing took: what a
  /// killed run has to do again is little, and so is what it costs not to be killed.
  ///
  /// - Parameters:
  ///   - outcome: The generation.
  ///   - progress: Its replicate.
  ///   - interval: The least time between two states; 0: every state is written.
  /// - Throws: An error of the file system, or ``RunStopped``.
  public func take(
    _ outcome: GenerationOutcome, _ progress: LineageProgress,
    every interval: Duration = .seconds(1)
  ) throws {
    let line = try RunRecord.generationLine(outcome.record)
    try state.withLock { state in
      guard !state.isStopped else { throw RunStopped() }
      try state.log?.append(Array(line))
      state.pending[progress.replicate] = progress
      let now = ContinuousClock.now
      let due = state.due[progress.replicate, default: now]
      guard now >= due else { return }
      try writePending(&state, replicate: progress.replicate)
      let end = ContinuousClock.now
      guard interval > .zero else { return }
      state.due[progress.replicate] = end.advanced(by: max(interval, now.duration(to: end) * 20))
    }
  }

  private func writePending(_ state: inout State, replicate: Int) throws {
    guard let progress = state.pending[replicate] else { return }
    let number = Self.padded(replicate, to: 5)
    try Checkpoint.write(
      progress, plan: state.plan, to: "\(checkpoint)/replicate-\(number)")
    state.pending[replicate] = nil
  }

  /// Stops the run for good: keeps the states that are not on the disk yet, and lets nothing be
  /// written afterwards.
  ///
  /// - Throws: An error of the file system; what was written before still stands.
  public func stop() throws {
    try state.withLock { state in
      state.isStopped = true
      for replicate in state.pending.keys.sorted() {
        try writePending(&state, replicate: replicate)
      }
    }
  }

  /// Removes the directory of a run that did not begin.
  public func discard() {
    let made = state.withLock { state in
      state.isStopped = true
      return state.made
    }
    Folder.remove(path)
    for folder in made.reversed() { Folder.removeIfEmpty(folder) }
  }

  // MARK: Ending

  /// Writes everything that a finished run holds, but the report.
  ///
  /// - Parameters:
  ///   - result: What the run found.
  ///   - manifest: The final manifest.
  /// - Throws: An error of the file system, or ``RunStopped``.
  public func finish(_ result: RunResult, manifest: RunManifest) throws {
    try write("measures.csv", Array(MeasuresTable.text(of: result.records).utf8))
    try write("provenance.jsonl", Provenance.lines(result.provenance))
    try write("datasheet.md", Array(Datasheet(manifest: manifest).text.utf8))
    try write("samples/samples.json", Array(RunRecord.samplesData(result.samples)))
    for (generation, text) in result.texts.enumerated() {
      try write("samples/generation-\(Self.padded(generation, to: 3)).txt", text)
    }
    let lines = try result.records.reduce(into: Data()) { $0 += try RunRecord.generationLine($1) }
    try write("generations.jsonl", Array(lines))
    try write("manifest.json", Array(RunRecord.manifestData(manifest)))
  }

  /// Writes a file of the directory.
  public func write(_ name: String, _ bytes: [UInt8]) throws {
    guard !state.withLock({ $0.isStopped }) else { throw RunStopped() }
    if let slash = name.lastIndex(of: "/") {
      let folder = "\(path)/\(name[..<slash])"
      if !Folder.exists(folder) { try Folder.makeOne(folder) }
    }
    try AtomicFile.write(bytes, to: "\(path)/\(name)")
  }

  /// Declares the run whole: what resuming would have needed goes, and the rest stands as it is.
  public func complete() {
    let go = state.withLock { state in
      defer { state.isStopped = true }
      return !state.isStopped
    }
    if go { Folder.remove(checkpoint) }
  }

  private static func padded(_ number: Int, to digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return encoder
  }
}

/// The run was stopped: nothing more may be written.
public struct RunStopped: Error {}
