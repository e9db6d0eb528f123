import Measures
import Testing

@Suite struct TrainingVocabularyTests {
  /// D_0 has the types a, b, c, d (and <unk>); D_g has a, c and e, which D_0 lacks: 3 of 4, of which 2 are retained.
  @Test func example() {
    let seen = observation(of: "a", real: "a a b c d ?", training: "a c c e ? |")
    #expect(value("trainingVocabulary", seen) == 0.75)
    #expect(value("retainedVocabulary", seen) == 0.5)
  }

  @Test func degenerateTexts() {
    #expect(value("trainingVocabulary", observation(of: "a", real: "a b", training: "?")) == 0)
    #expect(value("trainingVocabulary", observation(of: "a", real: "?", training: "a")) == nil)
    // Fresh text may bring more words than there were.
    #expect(value("trainingVocabulary", observation(of: "a", real: "a a", training: "a b c")) == 3)
  }
}
