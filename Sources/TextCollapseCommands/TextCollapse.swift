public import ArgumentParser
internal import Tokenization

/// The command `textcollapse`.
public struct TextCollapse: ParsableCommand {
  /// How the command presents itself.
  public static let configuration = CommandConfiguration(
    commandName: "textcollapse",
    abstract: "A laboratory for model collapse.",
    discussion: """
      Trains an n-gram language model on a text, lets it write, trains the next model on what was \
      written, and so on, and measures what is lost from generation to generation.

      Start with:  textcollapse run --corpus FILE
      """,
    version: """
      textcollapse \(BuildInfo.version)
      Swift \(BuildInfo.swift), ICU \(UnicodeLibrary.icuVersion), Unicode \
      \(UnicodeLibrary.unicodeVersion)
      """,
    subcommands: [
      RunCommand.self, ReportCommand.self, TokenizeCommand.self, TrainCommand.self,
      SampleCommand.self, ScoreCommand.self, CorpusCommand.self, CompareCommand.self,
      RunsCommand.self, DemoCommand.self, ServeCommand.self,
    ])

  /// The names of the subcommands.
  package static let commandNames = configuration.subcommands.map { $0._commandName }

  /// Creates the command.
  public init() {}
}

/// What was built.
package enum BuildInfo {
  /// The version of textcollapse.
  package static let version = "0.1.0"

  /// The version of the Swift compiler, as far as it can be told at compile time.
  package static let swift: String = {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3.1)
      "6.3.1"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }()
}
