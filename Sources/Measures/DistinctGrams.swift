internal import Counting
internal import Tokenization

/// The share of n-grams that are different from all others.
struct DistinctGrams: Measure {
  /// How many tokens an n-gram has.
  let length: Int

  var definition: MeasureDefinition {
    MeasureDefinition(
      name: "distinct\(length)", title: "Distinct \(length)-grams", unit: "share",
      direction: .falls,
      definition: """
        Different \(length)-grams per \(length)-gram of the generation's text at the compared number \
        of tokens; n-grams do not cross sentence boundaries, and <unk> is a token like any other.
        """, source: "Li, Galley, Brockett, Gao and Dolan 2016, NAACL (distinct-n)")
  }

  func value(of observation: Observation) -> Double? {
    if length == 1 {
      // Already counted; <unk> is one unigram more.
      let table = observation.frequencies
      return share(table.types + (table.unknownTokens > 0 ? 1 : 0), of: table.tokens)
    }
    return observation.distinctShares[length] ?? nil
  }

  /// The lengths beyond single tokens: one sort of the text serves all.
  static let longerLengths = 2...4

  /// The distinct n-grams of a text per n-gram, by length from 2; nil where it has none.
  static func distinctShares(of text: TokenStream, threads: Int) -> [Int: Double?] {
    let grams = DistinctNgrams(of: text, longest: longerLengths.upperBound, threads: threads)
    return Dictionary(
      uniqueKeysWithValues: longerLengths.map {
        ($0, share(grams.distinct[$0 - 1], of: grams.totals[$0 - 1]))
      })
  }

  func absence(in observation: Observation) -> String? {
    "distinct\(length) is undefined: no sentence has \(length) tokens."
  }
}
