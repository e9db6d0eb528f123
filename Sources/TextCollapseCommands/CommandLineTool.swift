internal import ArgumentParser
internal import Corpora
internal import Counting
internal import Generations
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import LanguageModels
internal import Measures
internal import Sampling

/// The program: parses, runs, and turns errors into a sentence and an exit code.
public enum CommandLineTool {
  /// Exit codes beside 0 (after sysexits.h).
  package enum Code {
    static let checkFailed: Int32 = 1
    static let usage: Int32 = 64
    static let badData: Int32 = 65
    static let noInput: Int32 = 66
    static let software: Int32 = 70
    static let system: Int32 = 71
    package static let inputOutput: Int32 = 74
    static let interrupted: Int32 = 130
  }

  /// Runs the program and exits.
  public static func main() -> Never {
    // A reader that closes the pipe early, such as head, is no error.
    signal(SIGPIPE, SIG_DFL)
    if CommandLine.arguments.dropFirst() == ["--version"] {
      // Scripts ask this, and the argument parser takes longer than all else.
      print(TextCollapse.configuration.version)
      exit(0)
    }
    MemoryExhaustion.watch()
    Interrupts.watch()
    var command: any ParsableCommand
    do {
      command = try TextCollapse.parseAsRoot()
    } catch {
      // What is thrown here is the argument parser's own: it knows its words and exit code.
      let arguments = CommandLine.arguments.dropFirst()
      if let hint = Suggestion.forSubcommand(arguments.first) {
        refuse(hint, help: "textcollapse --help")
      }
      if let hint = Suggestion.forText(arguments) {
        refuse(hint, help: "textcollapse \(arguments.first ?? "run") --help")
      }
      TextCollapse.exit(withError: error)
    }
    do {
      try command.run()
      exit(0)
    } catch let error as ValidationError {
      refuse(
        error.message,
        help: (path(to: command) ?? ["textcollapse"]).joined(separator: " ") + " --help")
    } catch let error where error is CleanExit || error is ExitCode || path(to: command) == nil {
      TextCollapse.exit(withError: error)
    } catch {
      Interrupts.giveWay()
      Terminal.note("Error: \(sentence(for: error))")
      exit(code(for: error))
    }
  }

  /// The words that call a command; nil if it is not one of ours: that for help is the argument parser's,
  /// as are its errors.
  private static func path(
    to command: any ParsableCommand, from root: any ParsableCommand.Type = TextCollapse.self
  ) -> [String]? {
    if root == type(of: command) { return [root._commandName] }
    for next in root.configuration.subcommands {
      if let rest = path(to: command, from: next) { return [root._commandName] + rest }
    }
    return nil
  }

  private static func refuse(_ message: String, help: String) -> Never {
    Terminal.note("Error: \(message)\n  See '\(help)' for more information.")
    exit(Code.usage)
  }

  /// The exit code of an error of ours; ``Code/software`` for one that is not known.
  package static func code(for error: any Error) -> Int32 {
    switch error {
    case GenerationError.outOfRange, SamplingError.outOfRange: Code.usage
    case RunRecordError.unreadable: Code.noInput
    case let error as any ClassifiedError:
      switch error.kind {
      case .noInput: Code.noInput
      case .badData: Code.badData
      case .io: Code.inputOutput
      case .system: Code.system
      }
    case is CountingError, is LanguageModelError, is ARPAError, is SamplingError,
      is RunRecordError:
      Code.badData
    default: Code.software
    }
  }

  /// An error as a sentence with a capital and a full stop.
  package static func sentence(for error: any Error) -> String {
    var text = "\(error)"
    if code(for: error) == Code.software {
      text = "something went wrong in textcollapse itself: \(text)"
    }
    // Other errors may begin with the name of a file.
    if error is CountingError || error is LanguageModelError || error is SamplingError
      || code(for: error) == Code.software
    {
      text = text.prefix(1).uppercased() + text.dropFirst()
    }
    return text.last.map { ".!?".contains($0) } == true ? text : text + "."
  }
}
