internal import Corpora

/// What is wrong with a folder of runs.
enum RunCatalogError: ClassifiedError {
  /// The folder is not there.
  case noFolder(String)
  /// No run has such a name.
  case noMatch(String, folder: String, near: String?)
  /// A run could not be removed, or not all of it.
  case notRemoved(String)

  var kind: FailureKind {
    switch self {
    case .noFolder, .noMatch: .noInput
    case .notRemoved: .io
    }
  }

  var description: String {
    switch self {
    case .noFolder(let folder):
      "There is no folder '\(folder)'. Name the folder of the runs with --folder."
    case .noMatch(let pattern, let folder, let near):
      "No run in '\(folder)' has the name '\(pattern)'."
        + (near.map { " Did you mean '\($0)'?" } ?? " 'textcollapse runs list' shows them.")
    case .notRemoved(let path):
      "'\(path)' could not be removed, or not all of it. Check who may write there."
    }
  }
}
