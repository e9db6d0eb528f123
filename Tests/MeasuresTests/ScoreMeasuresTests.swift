import LanguageModels
import Measures
import Testing

/// Measures that rest on scores, worked by hand.
///
/// Held-out text: 10 tokens of 60 bits, of which 2 unknown tokens take 20 bits.
/// Training text: 8 tokens of 24 bits. S_g under M_0: 4 tokens of 10 bits.
@Suite struct ScoreMeasuresTests {
  static let heldOut = TextScore(
    tokens: 10, outOfVocabulary: 2, log2Probability: -60, log2ProbabilityOutOfVocabulary: -20,
    matchedLength: 25)
  static let own = TextScore(tokens: 8, log2Probability: -24)
  static let original = TextScore(tokens: 4, log2Probability: -10)

  func scored(
    heldOut: TextScore? = heldOut, own: TextScore? = own, original: TextScore? = original,
    accuracy: NextTokenAccuracy? = NextTokenAccuracy(positions: 8, top1: 1, top5: 3)
  ) -> Observation {
    Observation(
      generation: 1, text: text("a b"),
      reference: ReferenceText(text: text("a b"), trainingCounts: [0, 0, 1, 1]),
      trainingCounts: [0, 0, 1, 1], writerTrainingText: nil, heldOut: heldOut, own: own,
      original: original, accuracy: accuracy, roundTripFidelity: 0.75)
  }

  @Test(
    arguments: [
      // 60 bits / 10 tokens = 6 bits: 2^6.
      ("heldOutPerplexity", 64.0),
      // 40 bits / 8 known tokens = 5 bits: 2^5.
      ("heldOutPerplexityWithoutOutOfVocabulary", 32.0),
      // 24/8 = 3 bits: 2^3; 10/4 = 2.5 bits: 2^2.5 = 4·√2.
      ("ownPerplexity", 8.0), ("originalPerplexity", 5.656854249492381),
      // 6 − 3 bits, and that over 6.
      ("overfittingGap", 3.0), ("overfittingRate", 0.5),
      ("outOfVocabularyRate", 0.2), ("matchedLength", 2.5),
      ("accuracyTop1", 1.0 / 8), ("accuracyTop5", 3.0 / 8), ("roundTripFidelity", 0.75),
    ] as [(String, Double)])
  func example(name: String, expected: Double) {
    #expect(agrees(value(name, scored()), expected))
  }

  @Test func infinitePerplexityIsLeftOutWithANote() {
    let infinite = TextScore(tokens: 10, zeroProbability: 3, log2Probability: -30)
    #expect(value("heldOutPerplexity", scored(heldOut: infinite)) == .infinity)
    #expect(value("overfittingGap", scored(heldOut: infinite)) == nil)
    #expect(value("overfittingGap", scored(own: infinite)) == nil)
    let (values, notes) = MeasureCatalog.values(of: scored(heldOut: infinite))
    for name in [
      "heldOutPerplexity", "heldOutPerplexityWithoutOutOfVocabulary", "overfittingGap",
      "overfittingRate",
    ] {
      #expect(values[name] == nil)
      #expect(notes.contains { $0.hasPrefix("\(name) is ") })
    }
    #expect(values["ownPerplexity"] == 8)
    #expect(
      notes.first
        == "heldOutPerplexity is infinite: the model gives probability zero to 3 of 10 tokens.")
  }

  @Test func emptyScoresHaveNoValue() {
    let empty = scored(
      heldOut: TextScore(), own: TextScore(), original: TextScore(), accuracy: NextTokenAccuracy())
    for name in [
      "heldOutPerplexity", "ownPerplexity", "overfittingGap", "outOfVocabularyRate",
      "matchedLength", "accuracyTop1", "accuracyTop5",
    ] {
      #expect(value(name, empty) == nil)
    }
  }

  @Test func whatWasNotSuppliedNeedsNoNote() {
    let bare = Observation(
      generation: 1, text: text("a b c d e f g h"),
      reference: ReferenceText(text: text("a b"), trainingCounts: [0, 0, 1, 1]),
      trainingCounts: [0, 0, 1, 1], writerTrainingText: text("a b"))
    #expect(MeasureCatalog.values(of: bare).notes == [])
  }

  /// All held-out tokens certain: the rate would be 0/0.
  @Test func certainHeldOutTextHasNoRate() {
    let certain = scored(heldOut: TextScore(tokens: 4), own: TextScore(tokens: 4))
    #expect(value("overfittingGap", certain) == 0)
    #expect(value("overfittingRate", certain) == nil)
  }
}
