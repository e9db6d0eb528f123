package import Corpora
internal import FoundationEssentials

/// The corpora that come with the project.
package enum BundledCorpora {
  /// The variable of the environment that names their folder.
  static let variable = "TEXTCOLLAPSE_CORPORA"

  /// The folder of a corpus.
  ///
  /// - Throws: ``Missing`` if there is none.
  static func path(_ name: String) throws(Missing) -> String { "\(try folder(with: name))/\(name)" }

  /// The folder of all corpora, which is the first that holds a given one.
  ///
  /// - Parameter name: The folder of a corpus.
  /// - Returns: The folder.
  /// - Throws: ``Missing`` if there is none.
  package static func folder(with name: String) throws(Missing) -> String {
    var folders = ProjectFiles.candidates("Corpora", installed: "Corpora")
    if let folder = Terminal.environment(variable) { folders.insert(folder, at: 0) }
    for folder in folders {
      if FileManager.default.fileExists(atPath: "\(folder)/\(name)/text.txt") { return folder }
    }
    throw Missing(name: name)
  }

  /// A corpus that is not there.
  package struct Missing: ClassifiedError {
    let name: String
    package var kind: FailureKind { .noInput }
    /// What is wrong and what to do.
    package var description: String {
      "The bundled corpus '\(name)' is not here. Call textcollapse in the project's folder, or name the folder "
        + "Corpora of the project by the variable \(BundledCorpora.variable)."
    }
  }
}
