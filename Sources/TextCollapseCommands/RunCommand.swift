internal import ArgumentParser
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
      and report.html, and prints a summary and the path of the report. A run that was stopped, by \
      Ctrl-C or by anything else, goes on with --resume DIR to the same results. With the manifest \
      of a run as --config, the run is repeated, and whether the results agree is said.
      """)

  @OptionGroup(title: "Input and output") var files: RunFileOptions
  @OptionGroup(title: "Generations") var loop: LoopOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Sampling") var sampling: SamplingOptions
  @OptionGroup(title: "Text") var text: TextOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  mutating func run() throws {
    let started = Date.now
    if let path = files.resume {
      try checkNothingElseIsAsked()
      do {
        let session = try RunSession(
          resuming: path, checkpointInterval: files.checkpointDuration, work: work)
        try show(try session(), at: path)
      } catch {
        guard error as? ResumeError == .finished(path) else { throw error }
        work.note("\(error)")
      }
      return
    }
    if let output = files.output { try RunDirectory.checkIsFree(output) }
    let configuration = try resolvedConfiguration()
    let check = files.config.flatMap { RepeatCheck(of: $0, running: configuration) }
    let path = files.output ?? Self.defaultPath(configuration.corpus, started: started)
    let record = try RunSession(
      beginning: configuration, in: path, started: started,
      checkpointInterval: files.checkpointDuration, work: work)()
    try show(record, at: path)
    guard let verdict = check?.verdict(on: record) else { return }
    guard verdict.agrees else {
      Terminal.note("Error: \(verdict.sentence)")
      throw ExitCode(CommandLineTool.Code.checkFailed)
    }
    work.note(verdict.sentence)
  }

  /// Prints the result and the path of the report.
  private func show(_ record: RunRecord, at path: String) throws {
    if files.json {
      try Terminal.result(try RecordJSON.text(record))
      work.note("The report: \(path)/report.html")
    } else {
      try Terminal.result(SummaryText.of(record))
      try Terminal.result("\(path)/report.html\n")
    }
  }

  /// Refuses options that a run to resume cannot take any more.
  private func checkNothingElseIsAsked() throws {
    var asked = RunConfiguration()
    loop.apply(to: &asked)
    model.apply(to: &asked)
    sampling.apply(to: &asked.sampling)
    text.apply(to: &asked)
    guard asked == RunConfiguration(), files.corpus.isEmpty, files.heldOut.isEmpty,
      files.config == nil, files.output == nil
    else {
      throw ValidationError(
        "--resume takes the settings of the run as they are; only --threads, --json, --quiet "
          + "and --checkpoint-interval go with it.")
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
  static func defaultPath(_ corpus: [String], started: Date) -> String {
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
