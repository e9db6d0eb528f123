package import Corpora

/// Why a run cannot begin or go on.
public enum GenerationError: Error, Equatable, CustomStringConvertible {
  /// An option lies outside its range.
  case outOfRange(option: String, value: String, range: String)
  /// A configuration file names an option that does not exist.
  case unknownOption(path: String, option: String, nearest: String?)
  /// A configuration file cannot be understood.
  case unreadableConfiguration(path: String, problem: String)
  /// The real training text holds no token.
  case noTrainingText
  /// The held-out text holds no token.
  case noHeldOutText
  /// There is less fresh real text than the generations ask for.
  case reserveTooSmall(needed: Int, held: Int)
  /// There is less real training text than a mixed training set takes.
  case trainingTextTooSmall(needed: Int, held: Int)
  /// A mixed training set leaves nothing for models to write.
  case nothingToWrite(tokens: Int, realShare: Double)
  /// A training set would be larger than can be counted.
  case trainingSetTooLarge(generation: Int, tokens: Int)
  /// The run cannot fit into memory.
  case tooLittleMemory(needed: Int, budget: MemoryBudget, remedy: String)
  /// The text alone cannot fit into memory.
  case textTooLarge(needed: Int, budget: MemoryBudget)
  /// The directory for the results is already there.
  case directoryExists(String)
  /// The directory for the results holds a run that was stopped.
  case unfinishedRunExists(String)
  /// The directory for the results cannot be made.
  case directoryNotMade(path: String, reason: String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .outOfRange(let option, let value, let range):
      "--\(option) \(value) is out of range: it must be \(range)."
    case .unknownOption(let path, let option, let nearest):
      "The configuration '\(path)' has the option '\(option)', which does not exist. "
        + (nearest.map { "Did you mean '\($0)'? " } ?? "")
        + "The names in a configuration are those of the command line without the dashes; "
        + "'textcollapse run --help' lists them."
    case .unreadableConfiguration(let path, let problem):
      "The configuration '\(path)' cannot be understood: \(problem)."
    case .noTrainingText:
      "The training text holds no tokens. Check the corpus, --tokenizer and --min-count."
    case .noHeldOutText:
      "The held-out text holds no tokens. Raise --held-out-share or give text with --held-out."
    case .reserveTooSmall(let needed, let held):
      "The generations need \(needed) tokens of fresh real text, and the reserve holds \(held). "
        + "Lower --generations, --tokens or --real-share, raise --reserve-share, or reuse the same "
        + "real text with --real same."
    case .trainingTextTooSmall(let needed, let held):
      "A training set takes \(needed) tokens of the real training text, which holds \(held). Lower "
        + "--tokens or --real-share."
    case .nothingToWrite(let tokens, let realShare):
      "With --real-share \(realShare), all \(tokens) tokens of a training set are real, and the models "
        + "have nothing to write. Lower --real-share or raise --tokens."
    case .trainingSetTooLarge(let generation, let tokens):
      "The training set of generation \(generation) would have \(tokens) tokens or more; at most "
        + "\(RunPlan.maximalTokens) can be handled. Lower --tokens, --growth or --generations."
    case .tooLittleMemory(let needed, let budget, let remedy):
      "This run needs about \(ByteCount.text(needed)) of memory, and \(budget.source) allows "
        + "\(ByteCount.text(budget.bytes)). \(remedy)"
    case .textTooLarge(let needed, let budget):
      "Reading the text alone takes \(ByteCount.text(needed)) of memory, and \(budget.source) allows "
        + "\(ByteCount.text(budget.bytes)). Take a smaller corpus, such as the first part of it."
    case .directoryExists(let path):
      "'\(path)' is already there, and what it holds is not touched. Name another directory with "
        + "--output, or remove this one first."
    case .unfinishedRunExists(let path):
      "'\(path)' holds a run that is not finished. Go on with it by 'textcollapse run --resume \(path)', "
        + "name another directory with --output, or remove this one first."
    case .directoryNotMade(let path, let reason):
      "The directory '\(path)' cannot be made: \(reason). Name another with --output."
    }
  }
}

extension GenerationError: ClassifiedError {
  package var kind: FailureKind {
    switch self {
    case .directoryExists, .unfinishedRunExists, .directoryNotMade: .io
    case .tooLittleMemory, .textTooLarge: .system
    default: .badData
    }
  }
}
