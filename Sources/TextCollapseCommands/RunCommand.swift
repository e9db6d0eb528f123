internal import ArgumentParser
internal import Corpora
internal import FoundationEssentials
internal import Generations
internal import Measures

/// `textcollapse run`: the whole loop, from a text to a report.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run generations on a corpus and report what is lost.",
    discussion: """
      Example:  textcollapse run --corpus Corpora/english --generations 10

      Writes a directory with the manifest, every measure of every generation, samples, figures \
      and report.html, and prints a summary and the path of the report.
      """)

  @OptionGroup(title: "Input and output") var files: RunFileOptions
  @OptionGroup(title: "Generations") var loop: LoopOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Sampling") var sampling: SamplingOptions
  @OptionGroup(title: "Text") var text: TextOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  mutating func run() throws {
    let started = Date.now
    let clock = ContinuousClock.now
    if let output = files.output { try RunDirectory.checkIsFree(output) }
    let configuration = try resolvedConfiguration()
    let plan = try RunPlan(configuration, threads: work.threadCount)
    for note in plan.real.notes { work.note("Note: \(note)") }
    let path = files.output ?? Self.defaultPath(configuration.corpus, started: started)
    let command = ReproducingCommand.words(for: configuration)
    func manifest(_ execution: Execution?) throws -> RunManifest {
      try plan.manifest(
        tool: BuildInfo.version, swift: BuildInfo.swift, command: command, execution: execution)
    }
    let directory = try RunDirectory(creating: path, manifest: manifest(nil))
    let progress = ProgressNotes(
      total: configuration.replicates * (configuration.generations + 1), isQuiet: work.quiet)
    let result = try Run(plan)(threads: work.threadCount) { record in
      try directory.append(record)
      progress.advance(ProgressLine.text(record, generations: configuration.generations))
    }
    let seconds = clock.duration(to: .now) / .seconds(1)
    let final = try manifest(
      Execution(
        started: started.ISO8601Format(), seconds: (seconds * 1000).rounded() / 1000,
        system: Machine.system, processor: Machine.processor, threads: work.threadCount,
        peakMemoryBytes: Machine.peakMemoryBytes))
    try directory.finish(result, manifest: final)
    let record = RunRecord(
      manifest: final, generations: result.records, samples: result.samples)
    try ReportFiles(record: record).write(to: path, note: { [work] in work.note($0) })
    if files.json {
      try Terminal.result(try RecordJSON.text(record))
    } else {
      try Terminal.result(SummaryText.of(record))
    }
    if files.json {
      work.note("The report: \(path)/report.html")
    } else {
      try Terminal.result("\(path)/report.html\n")
    }
  }

  /// The configuration that a command line asks for.
  ///
  /// - Parameter arguments: What stands after `textcollapse run`.
  /// - Returns: The configuration, not yet checked.
  /// - Throws: The argument parser's error, or one of reading a configuration.
  static func configuration(parsing arguments: [String]) throws -> RunConfiguration {
    try parse(arguments).resolvedConfiguration()
  }

  /// The options given over those of a file over the defaults.
  func resolvedConfiguration() throws -> RunConfiguration {
    var configuration = RunConfiguration()
    if let config = files.config { configuration = try ConfigurationFile.read(config) }
    if !files.corpus.isEmpty { configuration.corpus = files.corpus }
    if !files.heldOut.isEmpty { configuration.heldOut = files.heldOut }
    loop.apply(to: &configuration)
    model.apply(to: &configuration)
    sampling.apply(to: &configuration.sampling)
    text.apply(to: &configuration)
    guard !configuration.corpus.isEmpty else {
      throw ValidationError("Give a text with --corpus FILE, or - for standard input.")
    }
    try StandardInput.check(configuration.corpus + configuration.heldOut)
    return configuration
  }

  /// `Reports/english-20261123-1f3a9c`: what, when, and six digits that tell runs of a day apart.
  private static func defaultPath(_ corpus: [String], started: Date) -> String {
    let file = corpus.first?.split(separator: "/").last.map(String.init) ?? ""
    let name = (file.split(separator: ".").first.map(String.init) ?? "").lowercased()
    let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let words = String(plain).split(separator: "-").prefix(4).joined(separator: "-")
    let date = started.ISO8601Format().prefix(10)
    let id = String(UInt32.random(in: 0..<0x100_0000), radix: 16)
    let padded = String(repeating: "0", count: 6 - id.count) + id
    return "Reports/\(words.isEmpty ? "text" : words)-\(date)-\(padded)"
  }
}

/// What a run says of a generation where there is no progress bar.
enum ProgressLine {
  static func text(_ record: GenerationRecord, generations: Int) -> String? {
    guard record.replicate == 0 else { return nil }
    var line = "generation \(record.generation) of \(generations)"
    if let perplexity = record.measures["heldOutPerplexity"] {
      line += ": held-out perplexity \(Int(perplexity.rounded()))"
    }
    if let types = record.measures["vocabularySize"] { line += ", \(Int(types)) words in use" }
    return line
  }
}
