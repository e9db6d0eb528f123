internal import ArgumentParser
internal import Corpora
internal import Counting
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Generations
internal import LanguageModels
internal import Measures
internal import Sampling

/// The program: parses, runs, and turns errors into a sentence and an exit code.
public enum CommandLineTool {
  /// Exit codes beside 0 (after sysexits.h).
  package enum Code {
    static let usage: Int32 = 64
    static let badData: Int32 = 65
    static let noInput: Int32 = 66
    static let software: Int32 = 70
    static let inputOutput: Int32 = 74
  }

  /// Runs the program and exits.
  public static func main() -> Never {
    // A reader that closes the pipe early, such as head, is no error.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try TextCollapse.parseAsRoot()
      try command.run()
      exit(0)
    } catch let error where isForArgumentParser(error) {
      let arguments = CommandLine.arguments.dropFirst()
      if let hint = Suggestion.forSubcommand(arguments.first) { Terminal.note(hint) }
      TextCollapse.exit(withError: error)
    } catch {
      Terminal.note("Error: \(error)")
      exit(code(for: error))
    }
  }

  private static func isForArgumentParser(_ error: any Error) -> Bool {
    if error is CleanExit || error is ValidationError || error is ExitCode { return true }
    // What parsing throws is not public; it knows its exit code.
    return !(error is any ClassifiedError) && code(for: error) == Code.software
  }

  /// The exit code of an error of ours; ``Code/software`` for one that is not known.
  package static func code(for error: any Error) -> Int32 {
    switch error {
    case let error as any ClassifiedError:
      switch error.kind {
      case .noInput: Code.noInput
      case .badData: Code.badData
      case .io: Code.inputOutput
      }
    case GenerationError.outOfRange, SamplingError.outOfRange: Code.usage
    case is CountingError, is LanguageModelError, is ARPAError, is SamplingError,
      is RunRecordError:
      Code.badData
    default: Code.software
    }
  }
}

/// Help with mistyped subcommands, which the argument parser reports as unexpected arguments.
enum Suggestion {
  /// A hint if a word looks like the name of a subcommand but is none.
  static func forSubcommand(_ word: String?) -> String? {
    guard let word, !word.hasPrefix("-") else { return nil }
    let names = TextCollapse.configuration.subcommands.map { $0._commandName } + ["help"]
    guard !names.contains(word) else { return nil }
    let nearest = names.min { distance($0, word) < distance($1, word) }
    guard let nearest, distance(nearest, word) <= 2 else {
      return "There is no command '\(word)'. The commands are \(names.joined(separator: ", "))."
    }
    return "There is no command '\(word)'. Did you mean '\(nearest)'?"
  }

  /// The edit distance of Levenshtein.
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let above = row[column + 1]
        let replaced = diagonal + (right[column] == byte ? 0 : 1)
        row[column + 1] = min(replaced, above + 1, row[column] + 1)
        diagonal = above
      }
    }
    return row[right.count]
  }
}
