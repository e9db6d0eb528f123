import Counting
import Testing
import Tokenization

@testable import Measures

@Suite struct DistinctGramsTests {
  @Test(
    arguments: [
      // a b a c a b d: ab ba ac ca ab bd, of which ab twice; all five trigrams differ.
      ("distinct1", "a b a c a b d", 4.0 / 7), ("distinct2", "a b a c a b d", 5.0 / 6),
      ("distinct3", "a b a c a b d", 1.0), ("distinct4", "a b a c a b d", 1.0),
      // Within sentences ab ba | ca ab: ab twice of four; across would be ac as a fifth.
      ("distinct2", "a b a | c a b |", 3.0 / 4),
      // aba aba | aba: one of three.
      ("distinct3", "a b a b a | a b a |", 2.0 / 4),
      // <unk> is a token like any other: a? ?a a?.
      ("distinct2", "a ? a ?", 2.0 / 3), ("distinct1", "a ? a ?", 2.0 / 4),
    ] as [(String, String, Double)])
  func example(name: String, letters: String, expected: Double) {
    #expect(agrees(value(name, observation(of: letters)), expected))
  }

  @Test func shortSentencesHaveNone() {
    let short = observation(of: "a b | c |")
    #expect(value("distinct3", short) == nil)
    #expect(
      MeasureCatalog.values(of: short).notes
        .contains("distinct3 is undefined: no sentence has 3 tokens."))
  }

  /// nltk 3.10.4, util.ngrams over each sentence: sizes of the set and of the list.
  @Test(arguments: [(1, 1395, 8000), (2, 6705, 7278), (3, 6607, 6621), (4, 6019, 6019)])
  func outsideReference(length: Int, distinct: Int, total: Int) {
    let grams = GramTable(of: Skewed.cubic, length: length)
    #expect(grams.distinct == distinct)
    #expect(grams.total == total)
    let sorted = DistinctNgrams(of: Skewed.cubic, longest: 4, threads: 2)
    #expect(sorted.distinct[length - 1] == distinct)
    #expect(sorted.totals[length - 1] == total)
  }

  /// With 6 of 64 bits all n-grams but a few share their hash; the counts must not notice.
  @Test(arguments: [1, 2, 3, 8])
  func collisionsChangeNothing(length: Int) {
    let short = Skewed.cubic.prefix(tokens: 600)
    let full = GramTable(of: short, length: length)
    let colliding = GramTable(of: short, length: length, hashMask: 0x3F)
    #expect(colliding.distinct == full.distinct)
    #expect(colliding.total == full.total)
    for threads in [1, 2, 7] {
      #expect(
        colliding.occurrences(foundIn: Skewed.square, threads: threads)
          == full.occurrences(foundIn: Skewed.square))
    }
    #expect(colliding.occurrences(foundIn: short) == full.total)
  }
}
