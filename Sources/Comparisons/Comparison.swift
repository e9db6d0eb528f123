public import Measures

/// Runs side by side.
public struct Comparison: Sendable {
  /// A run with the name that it has in tables and charts.
  public struct Entry: Sendable {
    /// The name, different from all others.
    public let label: String
    /// What was found.
    public let record: RunRecord

    /// What was found when the text was run again with the share of fresh real text that the law of mixing asks
    /// for; nil if it was not.
    public let mixed: RunRecord?

    /// Takes a run.
    public init(label: String, record: RunRecord, mixed: RunRecord? = nil) {
      self.label = label
      self.record = record
      self.mixed = mixed
    }
  }

  /// The runs, in the order in which they were given.
  public let entries: [Entry]

  /// Takes runs; labels that are not different get a number.
  public init(_ entries: [Entry]) {
    var seen: [String: Int] = [:]
    self.entries = entries.map { entry in
      let count = seen[entry.label, default: 0] + 1
      seen[entry.label] = count
      return count == 1
        ? entry
        : Entry(label: "\(entry.label) (\(count))", record: entry.record, mixed: entry.mixed)
    }
  }

  /// The settings in which the runs differ, the corpus and its title apart: name, and a value per run.
  public var differingSettings: [(name: String, values: [SettingValue?])] {
    let left: Set<String> = ["corpus", "title", "held-out"]
    let names = Set(entries.flatMap(\.record.manifest.configuration.keys)).subtracting(left)
    return names.sorted().compactMap { name in
      let values = entries.map { $0.record.manifest.configuration[name] }
      return values.contains { $0 != values.first } ? (name, values) : nil
    }
  }

  /// How many different words the texts have in samples of one length, the longest for which all that know any
  /// have it; nil if there is none.
  public var diversity: (tokens: Int, points: [DiversityPoint?])? {
    let known = entries.map(\.record.manifest.corpus.diversity)
    let lengths = known.compactMap { $0.map { Set($0.map(\.tokens)) } }
    guard let first = lengths.first,
      let tokens = lengths.reduce(first, { $0.intersection($1) }).max()
    else { return nil }
    return (tokens, known.map { $0?.first { $0.tokens == tokens } })
  }

  /// Whether texts are known to be in different languages, whose characters do not say as much as each other.
  public var areLanguagesMixed: Bool {
    Set(entries.compactMap(\.record.manifest.corpus.language)).count > 1
  }

  /// What keeps figures of these runs from being compared, in sentences; empty if nothing does.
  public var limits: [String] {
    var sentences: [String] = []
    func differ<Value: Equatable>(_ value: (RunManifest) -> Value) -> Bool {
      let values = entries.map { value($0.record.manifest) }
      return values.contains { $0 != values.first }
    }
    if differ({ $0.configuration["tokenizer"] }) {
      sentences.append(
        "The runs count different units (words, graphemes): per token, their figures cannot be compared; bits "
          + "per character can."
      )
    }
    if areLanguagesMixed {
      sentences.append(
        "The texts are in different languages. Words are cut by other rules in each, and one character of "
          + "Chinese says as much as several letters: between scripts compare how bits per character "
          + "change, not how many there are.")
    }
    let sizes = entries.map(\.record.manifest.corpus.trainingTokens)
    if let least = sizes.min(), let most = sizes.max(), Double(most) > 1.1 * Double(least) {
      sentences.append(
        "The real texts have from \(least) to \(most) tokens. A longer text has more words to lose, each more "
          + "often; give corpora instead of runs, or --real-tokens, to compare at the same length.")
    }
    if differ({ $0.versions.icu }) || differ({ $0.versions.unicode }) {
      sentences.append(
        "The runs were made with different versions of ICU, which may cut words differently.")
    }
    if Set(entries.map { $0.record.generations.map(\.generation).max() ?? 0 }).count > 1 {
      sentences.append(
        "The runs have different numbers of generations; each is shown to its own end.")
    }
    return sentences
  }
}
