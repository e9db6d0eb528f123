internal import Tokenization

/// The number of different words.
struct VocabularySize: Measure {
  let definition = MeasureDefinition(
    name: "vocabularySize", title: "Vocabulary size", unit: "types", direction: .falls,
    definition: """
      Number V of types in the generation's text at the compared number of tokens. <unk> and sentence \
      boundaries are not types.
      """, source: "Baayen 2001, Word Frequency Distributions")

  func value(of observation: Observation) -> Double? { Double(observation.frequencies.types) }
}

/// Different words per running word.
struct TypeTokenRatio: Measure {
  let definition = MeasureDefinition(
    name: "typeTokenRatio", title: "Type-token ratio", unit: "share", direction: .falls,
    definition: """
      V/N: types per token of the generation's text at the compared number of tokens. <unk> counts \
      as a token, not as a type; sentence boundaries count as neither.
      """, source: "Johnson 1944, Psychological Monographs 56(2)")

  func value(of observation: Observation) -> Double? {
    share(observation.frequencies.types, of: observation.frequencies.tokens)
  }
}

/// The share of the vocabulary that occurs once.
struct HapaxRatio: Measure {
  let definition = MeasureDefinition(
    name: "hapaxRatio", title: "Hapax ratio", unit: "share", direction: .falls,
    definition: """
      V_1/V: share of the types of the generation's text that occur once in it, at the compared \
      number of tokens.
      """, source: "Baayen 2001, Word Frequency Distributions")

  func value(of observation: Observation) -> Double? {
    share(observation.frequencies.hapaxes, of: observation.frequencies.types)
  }
}

/// The probability that the next word would be a new one.
struct MissingMass: Measure {
  let definition = MeasureDefinition(
    name: "missingMass", title: "Missing mass (Good–Turing)", unit: "share", direction: .falls,
    definition: """
      V_1/N: Good and Turing's estimate of the probability of types not yet seen, from the types \
      that occur once among the compared tokens.
      """, source: "Good 1953, Biometrika 40(3/4), equation 9")

  func value(of observation: Observation) -> Double? {
    share(observation.frequencies.hapaxes, of: observation.frequencies.tokens)
  }
}

/// The share of the real vocabulary that is still alive.
struct RetainedVocabulary: Measure {
  let definition = MeasureDefinition(
    name: "retainedVocabulary", title: "Vocabulary retained", unit: "share", direction: .falls,
    definition: """
      Share of the types of the real training text D_0 that occur in the generation's training set \
      D_g.
      """,
    source: "Suresh, Thangaraj and Khandavally 2025, arXiv:2412.17646")

  func value(of observation: Observation) -> Double? {
    let real = observation.reference.training
    var retained = 0
    for (id, count) in real.counts.enumerated().dropFirst(Int(SpecialToken.firstType))
    where count > 0 && observation.training.count(of: TokenID(id)) > 0 {
      retained += 1
    }
    return share(retained, of: real.types)
  }
}

/// A part of a whole; nil if the whole is nothing.
func share(_ part: Int, of whole: Int) -> Double? {
  whole > 0 ? Double(part) / Double(whole) : nil
}
