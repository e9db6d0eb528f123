internal import ArgumentParser
internal import FoundationEssentials
internal import Generations
internal import Lessons
internal import Measures

/// `textcollapse demo`: lessons in the terminal.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Give a lesson on model collapse in the terminal.",
    discussion: """
      Without a name, the lessons are listed. A lesson takes about two minutes: a question, your \
      guess, runs on a bundled corpus, the text as it changes, the answer with its numbers, and the \
      report of each run. Where nobody can answer, as in a pipe, nothing is asked and nothing waits.

      Example:  textcollapse demo photocopy
      """)

  @Argument(help: ArgumentHelp("The lesson; none: list them.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The directory for the runs. (default: Reports/demo-NAME-DATE-ID)", valueName: "dir"))
  var output: String?

  @Flag(help: "Ask nothing and wait for nothing.")
  var noInput = false

  @OptionGroup(title: "Work") var work: WorkOptions

  mutating func run() throws {
    guard let name else { return try Terminal.result(Self.list) }
    guard let lesson = Lesson.all.first(where: { $0.name == name }) else {
      let names = Lesson.all.map(\.name)
      let near = Suggestion.nearest(to: name, among: names).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError(
        "There is no lesson '\(name)'.\(near) There are: \(names.joined(separator: ", ")).")
    }
    let path = output ?? RunCommand.defaultPath(["demo-\(name)"], started: .now)
    if let output { try RunDirectory.checkIsFree(output) }
    let corpora = try lesson.parts.map { try BundledCorpora.path($0.corpus) }
    let stage = LessonStage(lesson, waits: !noInput && Terminal.canAsk)

    try stage.open()
    let guess = try stage.ask()
    var outcomes: [Outcome] = []
    for (part, corpus) in zip(lesson.parts, corpora) {
      var configuration = part.configuration
      configuration.corpus = [corpus]
      let session = try RunSession(
        beginning: configuration, in: "\(path)/\(part.label)", started: .now,
        checkpointInterval: .seconds(1), work: work.quietly)
      let record = try session()
      try stage.show(record, part.label, isFirst: outcomes.isEmpty)
      outcomes.append(Outcome(record))
    }
    try stage.close(outcomes, guess: guess)
    for part in lesson.parts { try Terminal.result("\(path)/\(part.label)/report.html\n") }
    guard lesson.holds(outcomes) else {
      Terminal.note("Error: These runs do not show what the lesson says. Was the corpus changed?")
      throw ExitCode(CommandLineTool.Code.checkFailed)
    }
  }

  private static var list: String {
    let width = Lesson.all.map(\.name.count).max() ?? 0
    let rows = Lesson.all.map { lesson in
      lesson.name + String(repeating: " ", count: width - lesson.name.count) + "  "
        + lesson.title + ": " + lesson.question
    }
    return rows.joined(separator: "\n") + "\n\nGive one:  textcollapse demo NAME\n"
  }
}
