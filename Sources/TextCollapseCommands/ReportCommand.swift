internal import ArgumentParser
internal import Measures

/// `textcollapse report`: makes the report of a run again from its directory alone.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the report of a finished run again, from its directory alone.")

  @Argument(help: ArgumentHelp("The directory of a run.", valueName: "dir"))
  var directory: String

  @Flag(help: "Print the record of the run as one JSON object instead of a summary.")
  var json = false

  @OptionGroup(title: "Work") var work: WorkOptions

  mutating func run() throws {
    let record = try RunRecord.load(directory: directory)
    try ReportFiles(record: record).write(to: directory, note: { work.note($0) })
    Terminal.result(json ? try RecordJSON.text(record) : SummaryText.of(record))
    work.note("The report: \(directory)/report.html")
  }
}
