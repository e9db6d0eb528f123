import Measures
import Testing
import Tokenization

@Suite struct CopyRateTests {
  @Test(
    arguments: [
      // The 8-grams of the text are abcdefgh, bcdefghi, cdefghij; the source holds the first two.
      ("a b c d e f g h i j |", "x a b c d e f g h i k |", 2.0 / 3),
      // Repetitions count: abcdefgh twice and xabcdefg once, found abcdefgh twice.
      ("a b c d e f g h | x a b c d e f g h |", "a b c d e f g h |", 2.0 / 3),
      // Once is enough: the source repeats, the text does not.
      ("a b c d e f g h i |", "a b c d e f g h | a b c d e f g h |", 1.0 / 2),
      // A boundary in the source breaks the copy.
      ("a b c d e f g h |", "a b c d | e f g h |", 0.0),
      // And one in the text leaves nothing to copy but the whole of the second sentence.
      ("a b c d | a b c d e f g h |", "a b c d e f g h |", 1.0),
    ] as [(String, String, Double)])
  func example(letters: String, source: String, expected: Double) {
    #expect(agrees(value("copyRate", observation(of: letters, writer: source)), expected))
  }

  /// The model of a ring knows what stands across its seam: ghabcdef is there, fedcbahg is not.
  @Test func ringsGoAround() {
    let ring = text("a b c d e f g h", .ring)
    #expect(CopyRate.share(of: text("g h a b c d e f"), copiedFrom: ring) == 1)
    #expect(CopyRate.share(of: text("f e d c b a h g"), copiedFrom: ring) == 0)
    #expect(CopyRate.share(of: text("g h a b c d e f"), copiedFrom: text("a b c d e f g h")) == 0)
    #expect(CopyRate.share(of: text("g h a b c d e f"), copiedFrom: text("g h a", .ring)) == 0)
  }

  @Test func generationZeroHasNone() {
    let (values, notes) = MeasureCatalog.values(
      of: observation(of: "a b c d e f g h |", generation: 0))
    #expect(values["copyRate"] == nil)
    #expect(notes == ["copyRate is undefined at generation 0: no model wrote the real text."])
  }

  /// Blocks of one text after blocks of another; nltk 3.10.4, util.ngrams over each sentence: 942 of
  /// 1967 8-grams are in the set of those of the source.
  @Test func outsideReference() {
    let ids = Array(Skewed.cubic.ids[1000..<3000] + Skewed.square.ids[..<2000])
    let blocks = TokenStream(ids: ids, documentEnds: [ids.count], structure: .sentences)
    let rate = CopyRate.share(of: blocks, copiedFrom: Skewed.cubic)
    #expect(agrees(rate, 942.0 / 1967))
  }
}
