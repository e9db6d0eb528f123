internal import Corpora
internal import FoundationEssentials

/// The corpora that come with the project.
enum BundledCorpora {
  /// The variable of the environment that names their folder.
  static let variable = "TEXTCOLLAPSE_CORPORA"

  /// The folder of a corpus.
  ///
  /// - Throws: ``Missing`` if there is none.
  static func path(_ name: String) throws(Missing) -> String {
    var folders = ProjectFiles.candidates("Corpora", installed: "Corpora")
    if let folder = Terminal.environment(variable) { folders.insert(folder, at: 0) }
    for folder in folders {
      let path = "\(folder)/\(name)"
      if FileManager.default.fileExists(atPath: "\(path)/text.txt") { return path }
    }
    throw Missing(name: name)
  }

  /// A corpus that is not there.
  struct Missing: ClassifiedError {
    let name: String
    var kind: FailureKind { .noInput }
    var description: String {
      "The bundled corpus '\(name)' is not here. Call textcollapse in the project's folder, or name the folder "
        + "Corpora of the project by the variable \(BundledCorpora.variable)."
    }
  }
}
