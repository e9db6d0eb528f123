internal import ArgumentParser
internal import Measures

/// `textcollapse report`: makes the report of a run again from its directory alone.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the report of a finished run again, from its directory alone.",
    discussion: """
      Example:  textcollapse report Reports/english-2026-11-23-1f3a9c

      Writes report.html, README.md and figures/ in the directory; what was measured is not touched.
      """)

  @Argument(help: ArgumentHelp("The directory of a run.", valueName: "dir"))
  var directory: String

  @Flag(help: "Print the record of the run as one JSON object instead of a summary.")
  var json = false

  @OptionGroup(title: "Work") var work: WorkOptions

  mutating func run() throws {
    let record = try RunRecord.load(directory: directory)
    try ReportFiles(record: record).write(to: directory, note: { work.note($0) })
    try Terminal.result(json ? try RecordJSON.text(record) : SummaryText.of(record))
    if json {
      work.note("The report: \(directory)/report.html")
    } else {
      try Terminal.result("\(directory)/report.html\n")
    }
  }
}
