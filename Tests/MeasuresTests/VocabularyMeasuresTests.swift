import Measures
import Testing

/// "a b a c a b d": N = 7 and V = 4 with a 3, b 2, c 1, d 1, so V_1 = 2.
@Suite struct VocabularyMeasuresTests {
  @Test(
    arguments: [
      ("vocabularySize", "a b a c a b d", 4.0),
      ("typeTokenRatio", "a b a c a b d", 4.0 / 7),
      ("hapaxRatio", "a b a c a b d", 2.0 / 4),
      ("missingMass", "a b a c a b d", 2.0 / 7),
      // Boundaries are no tokens: nothing changes.
      ("typeTokenRatio", "a b | a c a | b d |", 4.0 / 7),
      ("missingMass", "a b | a c a | b d |", 2.0 / 7),
      // <unk> is a token and no type, not even when it occurs once: N = 8, V = 4, V_1 = 2.
      ("vocabularySize", "a b a c a b d ?", 4.0),
      ("typeTokenRatio", "a b a c a b d ?", 4.0 / 8),
      ("hapaxRatio", "a b a c a b d ?", 2.0 / 4),
      ("missingMass", "a b a c a b d ?", 2.0 / 8),
    ] as [(String, String, Double)])
  func example(name: String, letters: String, expected: Double) {
    #expect(agrees(value(name, observation(of: letters)), expected))
  }

  @Test(arguments: ["typeTokenRatio", "hapaxRatio", "missingMass"])
  func emptyTextHasNone(name: String) {
    #expect(value(name, observation(of: "|", reference: "a")) == nil)
  }

  /// The figures of lexicalrichness 0.5.1: words 8000, terms 1395, ttr 0.174375.
  ///
  /// collections.Counter of Python 3: 231 hapaxes.
  @Test func outsideReference() {
    #expect(value("vocabularySize", Skewed.observed) == 1395)
    #expect(value("typeTokenRatio", Skewed.observed) == 0.174375)
    #expect(agrees(value("hapaxRatio", Skewed.observed), 231.0 / 1395))
    #expect(agrees(value("missingMass", Skewed.observed), 231.0 / 8000))
  }

  /// D_0 has the types a, b, c, d (and <unk>); D_g has a, c and e, which is no real type: 2 of 4.
  @Test func retainedVocabulary() {
    let seen = observation(of: "a", real: "a a b c d ?", training: "a c c e ? |")
    #expect(value("retainedVocabulary", seen) == 0.5)
    #expect(value("retainedVocabulary", observation(of: "a", real: "?", training: "a")) == nil)
  }
}
