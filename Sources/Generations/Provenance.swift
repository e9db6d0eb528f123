internal import Measures

/// Where every document of every training set comes from.
enum Provenance {
  /// One JSON object a line for each run of documents of one source, in the order of the training
  /// set: `{"replicate":0,"generation":3,"documents":[0,118],"source":"synthetic","writer":2,…}`,
  /// with the first document and the one after the last, and the generation whose model wrote them.
  static func lines(_ replicates: [[[TrainingPart]]]) -> [UInt8] {
    var text = ""
    for (replicate, generations) in replicates.enumerated() {
      for (generation, parts) in generations.enumerated() {
        var first = 0
        for part in parts where part.documents > 0 {
          text += "{\"replicate\":\(replicate),\"generation\":\(generation),"
          text += "\"documents\":[\(first),\(first + part.documents)],"
          text += "\"tokens\":\(part.tokens),\"source\":\"\(part.source.name)\""
          if case .synthetic(let own) = part.source { text += ",\"writer\":\(own - 1)" }
          text += "}\n"
          first += part.documents
        }
      }
    }
    return Array(text.utf8)
  }
}

/// The datasheet of a run's texts, in words.
struct Datasheet {
  let manifest: RunManifest

  /// Markdown.
  var text: String {
    let corpus = manifest.corpus
    let settings = manifest.configuration.sorted { $0.key < $1.key }
      .map { "| `\($0.key)` | \(Self.text(of: $0.value)) |" }
    let inputs = manifest.inputs
      .map { "| `\($0.path)` | \($0.role) | \($0.bytes) | `\($0.sha256)` |" }
    return """
      # Datasheet: \(manifest.title)

      ## What this is

      Texts and measures of a model-collapse experiment: n-gram language models trained, generation
      after generation, on text that includes what their ancestors wrote.

      ## Real text

      \(corpus.trainingTokens) tokens in \(corpus.trainingDocuments) documents for training,
      \(corpus.heldOutTokens) tokens in \(corpus.heldOutDocuments) documents held out,
      \(corpus.reserveTokens) tokens in \(corpus.reserveDocuments) documents in reserve;
      \(corpus.types) types, \(corpus.hapaxes) of them seen once.

      | file | role | bytes | SHA-256 |
      |---|---|---|---|
      \(inputs.joined(separator: "\n"))

      ## Synthetic text

      Everything under `samples/` after generation 0 was written by a model, not by a person. It is
      meant for measuring; it must not be taken for real text. `provenance.jsonl` says of every
      document of every training set whether it is real, fresh real or synthetic, and by the model of
      which generation it was written.

      ## Settings

      | option | value |
      |---|---|
      \(settings.joined(separator: "\n"))

      """
  }

  private static func text(of value: SettingValue) -> String {
    switch value {
    case .null: "–"
    case .bool(let value): value ? "yes" : "no"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value.isEmpty ? "–" : "`\(value)`"
    case .list(let values):
      values.isEmpty ? "–" : values.map { text(of: $0) }.joined(separator: ", ")
    }
  }
}
