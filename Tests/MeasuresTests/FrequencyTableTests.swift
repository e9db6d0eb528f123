import Measures
import Testing
import Tokenization

@Suite struct FrequencyTableTests {
  /// a 3, b 2, c 1, d 1, <unk> 2; two boundaries.
  @Test func example() {
    let table = FrequencyTable(of: text("a b a c | ? a b d ? |"), vocabularySize: 8)
    #expect(table.counts == [0, 2, 3, 2, 1, 1, 0, 0])
    #expect(table.tokens == 9)
    #expect(table.types == 4)
    #expect(table.unknownTokens == 2)
    #expect(table.hapaxes == 2)
    #expect(
      table.spectrum.entries == [
        .init(count: 1, types: 2), .init(count: 2, types: 1), .init(count: 3, types: 1),
      ])
    #expect(table.spectrum.tokens == 7)
    #expect(table.count(of: 2) == 3)
    #expect(table.count(of: 100) == 0)
  }

  @Test func countsWithBoundariesAreTheSame() {
    let counted = FrequencyTable(counts: [7, 2, 3, 2, 1, 1])
    #expect(counted == FrequencyTable(of: text("a b a c | ? a b d ? |")))
  }

  /// Counts on both sides of where the spectrum changes from a histogram to a sort.
  @Test func spectrumOfLargeCounts() {
    let spectrum = FrequencySpectrum(counts: [5000, 4096, 0, 70000, 4097, 1, 5000, 1])
    #expect(
      spectrum.entries == [
        .init(count: 1, types: 2), .init(count: 4096, types: 1), .init(count: 4097, types: 1),
        .init(count: 5000, types: 2), .init(count: 70000, types: 1),
      ])
    #expect(spectrum.types == 7)
    #expect(spectrum.tokens == 88195)
    #expect(spectrum.types(occurring: 5000) == 2)
    #expect(spectrum.types(occurring: 3) == 0)
    #expect(spectrum.types(occurring: 80000) == 0)
  }

  @Test(
    arguments: [
      // The boundary after the last token belongs to its sentence; a cut sentence has none.
      (0, "", []), (1, "a", [1]), (2, "a b |", [3]), (3, "a b | c", [3, 4]),
      (5, "a b | c d e |", [3, 7]), (9, "a b | c d e |", [3, 7]),
    ] as [(Int, String, [Int])])
  func prefixCountsTokens(tokens: Int, expected: String, ends: [Int]) {
    var stream = text("a b | c d e |")
    stream.documentEnds = [3, 7]
    let prefix = stream.prefix(tokens: tokens)
    #expect(prefix.ids == text(expected).ids)
    #expect(prefix.documentEnds == ends)
  }
}
