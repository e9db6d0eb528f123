import Measures
import Testing

@Suite struct DataQualityTests {
  /// Text abcdefgha|abcdefghi|, reference abcdefghi|abcdefghj| (of as many tokens): counts differ in
  /// a 3 for 2 and j 0 for 1, of 18.
  ///
  /// Fidelity: JS = ½·[3/18·log2(3/2.5) + 2/18·log2(2/2.5) + 1/18·log2(1/.5)]
  /// = ½·[.043839 − .035770 + .055556] = .031812; 1 − JS = .968188.
  /// Coverage: D_g has a…h of D_0 = a…j with 16 of 18 tokens: .888889.
  /// Diversity: 9 of 10 types: .9.
  /// Novelty: 8-grams abcdefgh, bcdefgha, abcdefgh, bcdefghi; the writer had abcdefgh only: 2 of 4
  /// copied, 1 − (.5 − .1) = .6.
  @Test func example() {
    let seen = observation(
      of: "abcdefgha|abcdefghi|", reference: "abcdefghi|abcdefghj|", training: "abcdefgh|",
      writer: "abcdefgh|", baseline: 0.1)
    #expect(agrees(value("qualityFidelity", seen), 0.968188, within: 1e-6))
    #expect(agrees(value("qualityCoverage", seen), 16.0 / 18))
    #expect(agrees(value("qualityDiversity", seen), 0.9))
    #expect(agrees(value("qualityNovelty", seen), 0.6))
    // (.968188 · .888889 · .9 · .6)^¼ = .464730^¼ = .825658.
    #expect(agrees(value("dataQuality", seen), 0.825658, within: 1e-6))
  }

  @Test func realTextIsPerfect() {
    let real = observation(of: "a b c | a b |", generation: 0)
    for name in ["Fidelity", "Coverage", "Diversity", "Novelty"] {
      #expect(value("quality\(name)", real) == 1)
    }
    #expect(value("dataQuality", real) == 1)
  }

  /// More types than the real text are no better than as many; fewer copies than its no better than
  /// as many.
  @Test func partsAreAtMostOne() {
    let richer = observation(
      of: "abcdefghi|", reference: "aaaaaaaaa|", writer: "b|", baseline: 0.5)
    #expect(value("qualityDiversity", richer) == 1)
    #expect(value("qualityNovelty", richer) == 1)
  }

  /// <unk> in D_0 is no type that could be covered: 2 of 3 tokens.
  @Test func unknownWordsAreNotCovered() {
    let seen = observation(of: "a", real: "a a b ? ?", training: "a ?")
    #expect(agrees(value("qualityCoverage", seen), 2.0 / 3))
  }

  @Test func missingPartLeavesNoScore() {
    let short = observation(of: "a b |", writer: "a b |")
    #expect(value("qualityNovelty", short) == nil)
    let (values, notes) = MeasureCatalog.values(of: short)
    #expect(values["dataQuality"] == nil)
    #expect(notes.contains("dataQuality is undefined: one of its four parts is."))
  }
}
