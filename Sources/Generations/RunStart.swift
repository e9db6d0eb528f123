package import Corpora
public import Measures

/// What is known of a run before its text is read: enough to begin it again.
public struct RunStart: Sendable, Equatable, Codable {
  /// The version of the format.
  public var schema = 1
  /// The configuration.
  public var configuration: RunConfiguration
  /// The folder that relative paths of the configuration start from.
  public var workingDirectory: String
  /// When the run started, in ISO 8601.
  public var started: String

  /// Creates a start.
  public init(configuration: RunConfiguration, workingDirectory: String, started: String) {
    self.configuration = configuration
    self.workingDirectory = workingDirectory
    self.started = started
  }
}

/// Why a stopped run cannot go on.
public enum ResumeError: Error, Equatable, CustomStringConvertible {
  /// The directory holds no run.
  case noRun(String)
  /// The run was stopped before it was known what to run.
  case notBegun(String)
  /// The run is whole.
  case finished(String)
  /// Another process works on the run.
  case inUse(String)
  /// A file of the stopped run cannot be understood.
  case damaged(path: String, problem: String)
  /// The run was begun by another version.
  case otherVersion(begun: Versions, here: Versions)
  /// An input is no longer what it was.
  case inputChanged(path: String)
  /// What the stopped run planned differs from what would be run now.
  case otherPlan(String)
  /// The folder in which the run was begun cannot be entered.
  case noWorkingDirectory(String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .noRun(let path):
      "There is no run in '\(path)': neither a manifest.json nor a folder checkpoint. Check the path; "
        + "'textcollapse run --corpus FILE' begins a run."
    case .notBegun(let path):
      "The run in '\(path)' was stopped in its first moment, before it was written down what to run. Begin it again "
        + "with the command that began it."
    case .finished(let path):
      "The run in '\(path)' is whole: there is nothing to resume. 'textcollapse report \(path)' makes "
        + "its report again."
    case .inUse(let path):
      "Another process is working on the run in '\(path)'. Wait for it, or stop it first."
    case .damaged(let path, let problem):
      "'\(path)' cannot be used: \(problem). Remove this file to begin again from what else is whole, "
        + "or begin a new run."
    case .otherVersion(let begun, let here):
      "The run was begun by \(Self.text(begun)), and this is \(Self.text(here)): the two halves might "
        + "not fit together. Resume it with the former, or begin a new run."
    case .inputChanged(let path):
      "'\(path)' is not what it was when the run began: its SHA-256 differs. Bring the old text back, "
        + "or begin a new run."
    case .otherPlan(let path):
      "'\(path)' describes another run than the one that was begun here. Begin a new run."
    case .noWorkingDirectory(let path):
      "The folder '\(path)', in which the run was begun, cannot be entered; the paths of its corpus "
        + "start from there. Bring it back, or begin a new run."
    }
  }

  private static func text(_ versions: Versions) -> String {
    "textcollapse \(versions.textcollapse) with ICU \(versions.icu) and Unicode \(versions.unicode)"
  }
}

extension ResumeError: ClassifiedError {
  package var kind: FailureKind {
    switch self {
    case .noRun, .notBegun: .noInput
    case .inUse, .noWorkingDirectory: .io
    case .finished, .damaged, .otherVersion, .inputChanged, .otherPlan: .badData
    }
  }
}
