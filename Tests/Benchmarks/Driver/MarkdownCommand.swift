internal import ArgumentParser
internal import FoundationEssentials

/// Prints a finished table again.
struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown", abstract: "Print a table from its JSON file.")

  @Argument(help: "The file that table --json wrote.")
  var file: String

  @Flag(help: "Only the rows that say most.")
  var short = false

  mutating func run() throws {
    let table = try JSONDecoder().decode(
      BenchmarkTable.self, from: try Data(contentsOf: URL(fileURLWithPath: file)))
    print(table.markdown(short: short), terminator: "")
  }
}
