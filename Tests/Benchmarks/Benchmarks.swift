internal import ArgumentParser

/// Measures what the project promises: `make bench`.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Time every stage, beside the toolkits that are installed.",
    subcommands: [
      TableCommand.self, MarkdownCommand.self, PrepareCommand.self, StageCommand.self,
      ServeLoadCommand.self,
    ],
    defaultSubcommand: TableCommand.self)
}
