internal import Tokenization

/// How far the words of a text are from those of the real text.
struct JensenShannonDivergence: Measure {
  let definition = MeasureDefinition(
    name: "jensenShannonDivergence", title: "Divergence from the real text", unit: "bits",
    direction: .rises,
    definition: """
      Jensen–Shannon divergence, 0 to 1 bit, between the unigram distributions of the generation's \
      text and of as many tokens of the real text, over types and <unk> as one cell. Two samples of \
      one distribution differ too: compare with generation 1, not with 0.
      """, source: "Lin 1991, IEEE Transactions on Information Theory 37(1)")

  func value(of observation: Observation) -> Double? { observation.divergence }

  /// The divergence of two tables in bits; nil if one of them is empty.
  static func bits(_ left: FrequencyTable, _ right: FrequencyTable) -> Double? {
    guard left.tokens > 0, right.tokens > 0 else { return nil }
    var sum = 0.0
    for id in Int(SpecialToken.unknown)..<max(left.counts.count, right.counts.count) {
      let p = Double(left.count(of: TokenID(id))) / Double(left.tokens)
      let q = Double(right.count(of: TokenID(id))) / Double(right.tokens)
      guard p != q else { continue }
      let middle = (p + q) / 2
      if p > 0 { sum += p * Elementary.logBase2(p / middle) }
      if q > 0 { sum += q * Elementary.logBase2(q / middle) }
    }
    return min(1, max(0, sum / 2))
  }
}
