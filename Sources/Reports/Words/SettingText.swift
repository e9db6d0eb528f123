package import Measures

/// Settings as words.
package enum SettingText {
  /// A value of the configuration.
  package static func text(_ value: SettingValue) -> String {
    switch value {
    case .null: NumberText.absent
    case .bool(let flag): flag ? "yes" : "no"
    case .integer(let number): String(number)
    case .number(let number): "\(number)"
    case .string(let text): text
    case .list(let values): values.map(text).joined(separator: ", ")
    }
  }

  /// What was run, in one line: corpus, regime, model.
  package static func subtitle(_ facts: RunFacts) -> String {
    let configuration = facts.manifest.configuration
    let isCharacters = configuration["tokenizer"] == .string("grapheme")
    var parts = [
      "\(NumberText.integer(facts.manifest.corpus.trainingTokens)) "
        + "\(isCharacters ? "characters" : "words") of real text",
      "\(facts.lastGeneration) generation\(facts.lastGeneration == 1 ? "" : "s")",
      "\(facts.replicateCount) replicate\(facts.replicateCount == 1 ? "" : "s")",
    ]
    if case .integer(let order) = configuration["order"] { parts.append("order \(order)") }
    if case .string(let smoothing) = configuration["smoothing"] { parts.append(smoothing) }
    if let regime = facts.regime { parts.append("regime: \(regime)") }
    if isCharacters { parts.append("every “word” below is one character") }
    return parts.joined(separator: " · ")
  }
}
