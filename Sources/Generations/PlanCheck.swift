internal import Corpora
internal import FoundationEssentials
internal import Measures

extension RunManifest {
  /// Checks that this is the manifest of the run that was begun, its execution apart.
  ///
  /// - Parameter path: The manifest as it stands.
  /// - Throws: ``ResumeError`` that says what differs, or that the manifest cannot be read.
  func checkIsThat(at path: String) throws {
    let bytes = try FileInput.read(path)
    var begun: RunManifest
    do { begun = try JSONDecoder().decode(RunManifest.self, from: Data(bytes)) } catch {
      throw ResumeError.damaged(path: path, problem: RunRecord.reason(error))
    }
    begun.execution = nil
    // As it would be read back: what JSON does not tell apart is no difference.
    guard begun != (try JSONDecoder().decode(RunManifest.self, from: RunRecord.manifestData(self)))
    else { return }
    guard begun.versions == versions else {
      throw ResumeError.otherVersion(begun: begun.versions, here: versions)
    }
    for (old, new) in zip(begun.inputs, inputs) where old.sha256 != new.sha256 {
      throw ResumeError.inputChanged(path: new.path)
    }
    guard begun.inputs.count == inputs.count else {
      throw ResumeError.inputChanged(
        path: (configuration["corpus"].map { "\($0)" } ?? "the corpus"))
    }
    throw ResumeError.otherPlan(path)
  }
}
