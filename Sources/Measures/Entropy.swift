/// The entropy of the unigram distribution, as it stands in the text.
struct Entropy: Measure {
  let definition = MeasureDefinition(
    name: "entropy", title: "Unigram entropy", unit: "bits", direction: .falls,
    definition: """
      −Σ p log2 p with p = count/N (plug-in) over the types of the generation's text and <unk> as \
      one cell, at the compared number of tokens. Biased downwards by about (V−1)/(2N ln 2).
      """, source: "Shannon 1948")

  func value(of observation: Observation) -> Double? { Self.bits(observation.frequencies) }

  /// The plug-in entropy of a table; nil if it is empty.
  static func bits(_ table: FrequencyTable) -> Double? {
    guard table.tokens > 0 else { return nil }
    let tokens = Double(table.tokens)
    let sum = table.sumOverCells { $0 / tokens * Elementary.logBase2($0 / tokens) }
    return 0 - sum
  }
}

/// The entropy of the unigram distribution with unseen types allowed for.
struct ChaoShenEntropy: Measure {
  let definition = MeasureDefinition(
    name: "entropyChaoShen", title: "Unigram entropy (Chao–Shen)", unit: "bits",
    direction: .falls,
    definition: """
      −Σ Cp log2(Cp) / (1 − (1 − Cp)^N) with p = count/N and the coverage C = 1 − V_1/N, over the \
      types of the generation's text and <unk> as one cell, at the compared number of tokens. If \
      every token is a hapax, V_1 counts one less.
      """, source: "Chao and Shen 2003, Environmental and Ecological Statistics 10(4)")

  func value(of observation: Observation) -> Double? {
    let table = observation.frequencies
    guard table.tokens > 0 else { return nil }
    let tokens = Double(table.tokens)
    let singletons = table.hapaxes + (table.unknownTokens == 1 ? 1 : 0)
    let unseen = Double(singletons == table.tokens ? singletons - 1 : singletons)
    let coverage = 1 - unseen / tokens
    let sum = table.sumOverCells { count in
      let p = coverage * count / tokens
      let inclusion = -Elementary.exponentialMinusOne(tokens * Elementary.naturalLog(onePlus: -p))
      return p * Elementary.logBase2(p) / inclusion
    }
    return 0 - sum
  }
}
