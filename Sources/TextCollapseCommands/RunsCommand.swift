internal import ArgumentParser
internal import Comparisons
internal import FoundationEssentials
internal import Measures
internal import Reports

/// `textcollapse runs`: the runs in a folder.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List, show, compare and remove runs.",
    discussion: "Example:  textcollapse runs list 'english*' --sort heldOutPerplexity",
    subcommands: [List.self, Show.self, Compare.self, Remove.self], defaultSubcommand: List.self)

  /// The runs that are meant.
  struct Choice: ParsableArguments {
    @Argument(
      help: ArgumentHelp("Names, or patterns such as 'english*'. (default: all)", valueName: "run"))
    var names: [String] = []

    @Option(help: ArgumentHelp("The folder of the runs.", valueName: "dir"))
    var folder = "Reports"

    func items() throws -> [RunCatalog.Item] { try RunCatalog(folder: folder).items(names) }
  }

  /// `textcollapse runs list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List runs, one a line.")

    @OptionGroup var choice: Choice

    @Option(
      help: ArgumentHelp(
        "Sort by a measure in the last generation, the least first, or by name.",
        valueName: "measure"))
    var sort: String?

    @Flag(help: "Sort the other way round.")
    var reverse = false

    @Flag(help: "Print one JSON object a line.")
    var json = false

    mutating func run() throws {
      if let sort, MeasureCatalog.definitions.allSatisfy({ $0.name != sort }) {
        let names = MeasureCatalog.definitions.map(\.name)
        let near = Suggestion.nearest(to: sort, among: names).map { " Did you mean '\($0)'?" } ?? ""
        throw ValidationError(
          "There is no measure '\(sort)'.\(near) There are: \(names.joined(separator: ", ")).")
      }
      var rows = try choice.items().map { Row($0, sort) }
      if sort != nil {
        // What has no value comes last, either way.
        let known = rows.filter { $0.value != nil }.sorted { ($0.value ?? 0) < ($1.value ?? 0) }
        rows = (reverse ? known.reversed() : known) + rows.filter { $0.value == nil }
      } else if reverse {
        rows.reverse()
      }
      for row in rows { try Terminal.result(json ? try row.json : row.text(rows)) }
    }

    /// A run on a line.
    private struct Row: Encodable {
      var name: String
      var state: String
      var generations: Int?
      var replicates: Int?
      var started: String?
      var measure: String?
      var value: Double?

      init(_ item: RunCatalog.Item, _ measure: String?) {
        name = item.name
        guard let record = item.record else {
          state = item.problem?.contains("not finished") == true ? "unfinished" : "damaged"
          return
        }
        state = "finished"
        let last = record.generations.map(\.generation).max() ?? 0
        generations = last
        replicates = Set(record.generations.map(\.replicate)).count
        started = record.manifest.execution?.started
        self.measure = measure ?? "retainedVocabulary"
        value =
          MeasureSeries(of: measure ?? "retainedVocabulary", in: record.generations)[
            generation: last]?
          .interval.mean
      }

      var json: String {
        get throws {
          let encoder = JSONEncoder()
          encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
          return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
      }

      func text(_ rows: [Row]) -> String {
        let width = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
        var line = DisplayWidth.pad(DisplayWidth.plain(name), to: width) + "  " + state
        if let generations, let replicates {
          line += ", \(generations) generations, \(replicates) replicates"
        }
        if let measure, let value { line += ", \(measure) \(NumberText.significant(value))" }
        return line + "\n"
      }
    }
  }

  /// `textcollapse runs show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show the summary of runs.")

    @OptionGroup var choice: Choice

    mutating func run() throws {
      for item in try choice.items() {
        if let record = item.record {
          try Terminal.result("\(item.path)\n\(SummaryText.of(record))\n")
        } else {
          Terminal.note("\(item.name): \(item.problem ?? "")")
        }
      }
    }
  }

  /// `textcollapse runs compare`.
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "Print finished runs side by side; compare makes a report of them.")

    @OptionGroup var choice: Choice

    mutating func run() throws {
      let items = try choice.items()
      let entries = items.compactMap { item in
        item.record.map { Comparison.Entry(label: item.name, record: $0) }
      }
      for item in items where item.record == nil { Terminal.note("Note: \(item.problem ?? "")") }
      guard entries.count > 1 else { throw ValidationError("Name two finished runs or more.") }
      let report = ComparisonReport(
        Comparison(entries), title: "Runs side by side", notes: [],
        definitions: MeasureCatalog.definitions)
      try Terminal.result(report.text(width: Terminal.width))
    }
  }

  /// `textcollapse runs remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Remove runs: their directories with all that is in them.")

    @OptionGroup var choice: Choice

    @Flag(help: "Remove without asking.")
    var yes = false

    func validate() throws {
      guard !choice.names.isEmpty else {
        throw ValidationError("Name the runs to remove; '*' are all.")
      }
    }

    mutating func run() throws {
      let items = try choice.items()
      if !yes {
        guard Terminal.canAsk else {
          throw ValidationError(
            "Nothing was removed: \(items.map(\.name).joined(separator: ", ")). Say --yes where nobody can be asked."
          )
        }
        try Terminal.result(
          items.map(\.path).joined(separator: "\n")
            + "\nRemove \(items.count == 1 ? "it" : "them") for good? (y/n) ")
        guard readLine()?.lowercased().hasPrefix("y") == true else {
          Terminal.note("Nothing was removed.")
          return
        }
      }
      let catalog = RunCatalog(folder: choice.folder)
      for item in items {
        try catalog.remove(item)
        Terminal.note("Removed \(item.path).")
      }
    }
  }
}
