import Measures
import Testing

@Suite struct DiversityIndexTests {
  @Test(
    arguments: [
      // 2 types of 4 tokens against 4 types of 4 tokens.
      ("diversityIndex", "a a a b", "a b c d", 0.5),
      // 2 cells alike against 4 cells alike: 2^1 / 2^2, and (1/½)/(1/¼).
      ("hill1Ratio", "a a b b", "a b c d", 0.5), ("hill2Ratio", "a a b b", "a b c d", 0.5),
      // Σp² = 9/16 + 1/16 = 5/8 against 1/4: (8/5)/4.
      ("hill2Ratio", "a a a b", "a b c d", 0.4),
      // 2^H = 2^(¾·log2(4/3) + ¼·log2 4) = 2^.811278 = 1.754765, over 4.
      ("hill1Ratio", "a a a b", "a b c d", 0.43869133765083085),
      // <unk> is no type, but a cell.
      ("diversityIndex", "a a ? ?", "a b c d", 0.25), ("hill2Ratio", "a a ? ?", "a b c d", 0.5),
      // A text of <unk> alone has lost every type.
      ("diversityIndex", "? ?", "a b", 0.0),
      // More types than the real text.
      ("diversityIndex", "a b c d", "a a b b", 2.0),
    ] as [(String, String, String, Double)])
  func example(name: String, letters: String, reference: String, expected: Double) {
    #expect(agrees(value(name, observation(of: letters, reference: reference)), expected))
  }

  /// collections.Counter: 1395 and 1369 types; scipy 1.17.1, stats.entropy; numpy 2.4.6, Σp².
  @Test func outsideReference() {
    #expect(agrees(value("diversityIndex", Skewed.observed), 1395.0 / 1369))
    #expect(agrees(value("hill1Ratio", Skewed.observed), 0.6112449334783111, within: 1e-11))
    #expect(agrees(value("hill2Ratio", Skewed.observed), 0.22050643624165192))
  }

  @Test(arguments: ["diversityIndex", "hill1Ratio", "hill2Ratio"])
  func emptyTextsHaveNone(name: String) {
    #expect(value(name, observation(of: "a", reference: "")) == nil)
    #expect(value(name, observation(of: "", reference: "a")) == nil)
  }
}
