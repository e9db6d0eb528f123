internal import ArgumentParser
internal import Comparisons
internal import Corpora
internal import FoundationEssentials
internal import Generations
internal import Measures
internal import Reports
internal import Tokenization

/// `textcollapse compare`: texts or runs side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare texts, or finished runs: how rich they are and how fast they collapse.",
    discussion: """
      Example:  textcollapse compare Corpora/english Corpora/harbour --output both

      Texts are run with the same settings, the same seeds and the same number of tokens, that of \
      the shortest unless --real-tokens says another: the recipe is fixed and the data vary. Run \
      directories are taken as they are. Writes a directory with report.html, README.md, \
      comparison.csv, comparison.json, figures and the runs, and prints the answer.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, directories, - for standard input, or run directories.", valueName: "text"))
  var texts: [String]

  @Option(
    help: ArgumentHelp(
      "The directory to make. (default: Reports/compare-DATE-ID)", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("A title for the report.", valueName: "text"))
  var heading: String?

  @Flag(
    help: """
      Run each text again with the share of fresh real text that the law of mixing asks for, and \
      show what comes of it beside the law.
      """)
  var checkShare = false

  @Flag(help: "Print the tables as one JSON object.")
  var json = false

  @Flag(help: "Print every measure of every generation as CSV.")
  var csv = false

  @Flag(help: "Print the page in Markdown.")
  var markdown = false

  @OptionGroup(title: "Generations") var loop: LoopOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Sampling") var sampling: SamplingOptions
  @OptionGroup(title: "Text") var text: TextOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  func validate() throws {
    guard texts.count > 1 else {
      throw ValidationError("Give two texts or more: there is nothing to hold one against.")
    }
    guard [json, csv, markdown].count(where: { $0 }) < 2 else {
      throw ValidationError(
        "Give one of --json, --csv and --markdown; the directory holds them all.")
    }
    guard loop.title == nil else {
      throw ValidationError("--title is of one run; name the comparison by --heading.")
    }
  }

  /// What the second runs of texts cannot be made of.
  private func validateShareCheck(_ fresh: [String]) throws {
    guard checkShare else { return }
    guard loop.regime ?? .replace == .replace, loop.real == nil, loop.realShare == nil,
      loop.growth == nil
    else {
      throw ValidationError(
        "--check-share runs each text under replace and again under mix; leave out --regime, --real, "
          + "--real-share and --growth.")
    }
    guard !fresh.isEmpty else {
      throw ValidationError("--check-share needs a text to run: these are all runs already.")
    }
    guard !fresh.contains("-") else {
      throw ValidationError(
        "--check-share reads a text twice, and standard input can be read once only. Give a file.")
    }
  }

  mutating func run() throws {
    try StandardInput.check(texts)
    if let output { try RunDirectory.checkIsFree(output) }
    let path = output ?? RunCommand.defaultPath(["compare"], started: .now)
    var recipe = RunConfiguration()
    loop.apply(to: &recipe)
    model.apply(to: &recipe)
    sampling.apply(to: &recipe.sampling)
    text.apply(to: &recipe)

    // What is no run has to be one first; what cannot be read is said before the work.
    let records = try texts.map { Self.isRun($0) ? try RunRecord.load(directory: $0) : nil }
    let fresh = zip(texts, records).filter { $1 == nil }.map(\.0)
    try validateShareCheck(fresh)
    var notes: [String] = []
    if checkShare {
      let share = try ShareCheck(recipe: recipe, threads: work.threadCount).reserve(
        fresh,
        most: recipe.realTokens ?? records.compactMap { $0?.manifest.corpus.trainingTokens }.min())
      recipe.reserveShare = share
      notes.append(ShareCheck.note(share))
    }
    let common = try commonTokens(fresh, recipe, known: records.compactMap { $0 })
    if recipe.realTokens == nil, !fresh.isEmpty { recipe.realTokens = common }
    var entries: [Comparison.Entry] = []
    for (index, (name, record)) in zip(texts, records).enumerated() {
      let label = Self.label(name)
      if let record {
        entries.append(
          .init(
            label: record.manifest.title.isEmpty ? label : record.manifest.title, record: record))
        continue
      }
      work.note("\(index + 1) of \(texts.count): \(label)")
      var configuration = recipe
      configuration.corpus = [name]
      let folder = "\(path)/runs/\(index + 1)-\(Self.fileName(label))"
      let plain = try begin(configuration, in: folder)
      entries.append(
        .init(
          label: label, record: plain,
          mixed: try checkShare ? mixed(beside: plain, configuration, in: folder) : nil))
    }
    let report = ComparisonReport(
      Comparison(entries), title: heading ?? "Texts side by side",
      notes: (recipe.realTokens.map {
        [
          "Each text was cut to at most \($0) tokens, a random choice of its documents: a longer text has more words to lose."
        ]
      } ?? []) + notes, definitions: MeasureCatalog.definitions, chartBundle: try ChartBundle.find()
    )
    try write(report, to: path)
    if json {
      try Terminal.result(report.json)
    } else if csv {
      try Terminal.result(report.csv)
    } else if markdown {
      try Terminal.result(report.markdown)
    } else {
      try Terminal.result(report.text(width: Terminal.width) + "\(path)/report.html\n")
    }
  }

  private func begin(_ configuration: RunConfiguration, in folder: String) throws -> RunRecord {
    try RunSession(
      beginning: configuration, in: folder, started: .now, checkpointInterval: .seconds(1),
      work: work.quietly)()
  }

  /// The text run again with the share of fresh real text that the law asks for; nil if none is enough.
  private func mixed(
    beside plain: RunRecord, _ configuration: RunConfiguration, in folder: String
  ) throws -> RunRecord? {
    guard let share = ShareCheck.share(plain.manifest.frequencyClasses) else { return nil }
    work.note("  again with a share of \(share) of fresh real text")
    return try begin(
      ShareCheck.configuration(beside: configuration, share: share), in: "\(folder)-mixed")
  }

  /// The tokens of the shortest training text, so that all are cut to its length.
  private func commonTokens(
    _ paths: [String], _ recipe: RunConfiguration, known: [RunRecord]
  ) throws -> Int {
    var least = known.map(\.manifest.corpus.trainingTokens).min() ?? .max
    for path in paths where path != "-" {
      var configuration = recipe
      configuration.corpus = [path]
      let plan = try RunPlan(
        configuration, threads: work.threadCount, memory: AvailableMemory.budget)
      least = min(least, plan.real.training.tokenCount)
    }
    return least
  }

  private func write(_ report: ComparisonReport, to path: String) throws {
    let figures = "\(path)/figures"
    do {
      try FileManager.default.createDirectory(atPath: figures, withIntermediateDirectories: true)
    } catch {
      throw FileError.writingFailed(path: figures, reason: "the directory cannot be made")
    }
    for (name, text) in report.figureFiles {
      try AtomicFile.write(utf8: text, to: "\(figures)/\(name)")
    }
    for (name, text) in [
      ("comparison.csv", report.csv), ("comparison.json", report.json),
      ("README.md", report.markdown),
      ("report.html", report.html),
    ] { try AtomicFile.write(utf8: text, to: "\(path)/\(name)") }
  }

  /// Whether a path is the directory of a run, finished or not, and no text.
  static func isRun(_ path: String) -> Bool {
    ["generations.jsonl", RunRecord.checkpointName].contains {
      FileManager.default.fileExists(atPath: "\(path)/\($0)")
    }
  }

  private static func label(_ path: String) -> String {
    guard path != "-" else { return "standard input" }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  private static func fileName(_ label: String) -> String {
    String(
      label.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(40))
  }
}
