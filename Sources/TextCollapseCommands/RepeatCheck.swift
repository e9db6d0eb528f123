internal import Generations
internal import Measures

/// Whether a repeated run found what the first one had found.
struct RepeatCheck {
  /// The run that is repeated.
  let directory: String
  private let earlier: RunRecord

  /// The check of a run whose configuration was read from a file; nil if that is no repetition,
  /// because the file is not the manifest of a whole run or because other options were given, too.
  ///
  /// The paths of the text may differ: the same text may lie elsewhere or come by a pipe.
  ///
  /// - Parameters:
  ///   - path: The file of the configuration.
  ///   - configuration: The configuration that is run.
  init?(of path: String, running configuration: RunConfiguration) {
    guard path.split(separator: "/").last == "manifest.json",
      var begun = try? ConfigurationFile.read(path)
    else { return nil }
    var own = configuration
    (own.corpus, own.heldOut, own.title) = ([], [], nil)
    (begun.corpus, begun.heldOut, begun.title) = ([], [], nil)
    let directory = path.contains("/") ? String(path.dropLast("/manifest.json".count)) : "."
    guard own == begun, let record = try? RunRecord.load(directory: directory) else { return nil }
    self.directory = directory.isEmpty ? "/" : directory
    earlier = record
  }

  /// What to say of a repetition.
  ///
  /// - Parameter record: The repetition.
  /// - Returns: A sentence, and whether all records are the same.
  func verdict(on record: RunRecord) -> (sentence: String, agrees: Bool) {
    let count = record.generations.count
    guard let difference = firstDifference(from: record) else {
      return (
        "The results agree with those of '\(directory)': all \(count) records are the same.", true
      )
    }
    var words = "The results differ from those of '\(directory)': \(difference)."
    let (old, new) = (earlier.manifest, record.manifest)
    if old.versions != new.versions {
      words +=
        " That run was made by textcollapse \(old.versions.textcollapse), ICU \(old.versions.icu) and "
        + "Unicode \(old.versions.unicode); this one by textcollapse \(new.versions.textcollapse), ICU "
        + "\(new.versions.icu) and Unicode \(new.versions.unicode)."
    }
    if old.inputs.map(\.sha256) != new.inputs.map(\.sha256) {
      words += " The text is another one: the SHA-256 of its files differ."
    }
    return (words, false)
  }

  private func firstDifference(from record: RunRecord) -> String? {
    for (old, new) in zip(earlier.generations, record.generations) where old != new {
      let place = "first in generation \(new.generation) of replicate \(new.replicate)"
      let names = Set(old.measures.keys).union(new.measures.keys).sorted()
      for name in names where old.measures[name] != new.measures[name] {
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "not there" }
        return
          "\(place), \(name) was \(text(old.measures[name])) and is \(text(new.measures[name]))"
      }
      return place
    }
    let (old, new) = (earlier.generations.count, record.generations.count)
    if old != new { return "there were \(old) records and are \(new)" }
    return earlier.samples == record.samples ? nil : "the passages in samples.json are others"
  }
}
