import Testing
import Tokenization

@testable import Measures

/// Types at equal length and their standard errors.
@Suite struct DiversityPointTests {
  /// Three tokens a, a, b; in two of them a is never missed, b in one of three draws.
  @Test func rarefactionByHand() {
    let spectrum = FrequencySpectrum(counts: [2, 1])
    #expect(agrees(spectrum.expectedTypes(of: 3, in: 2), 1 + 2.0 / 3))
    #expect(agrees(spectrum.expectedTypes(of: 3, in: 1), 1))
    #expect(agrees(spectrum.expectedTypes(of: 3, in: 3), 2))
    #expect(spectrum.expectedTypes(of: 3, in: 0) == 0)
    // An unknown token counts as a token: a, a, b and one more; a is missed in 1 of 6, b in 3 of 6 pairs.
    #expect(agrees(spectrum.expectedTypes(of: 4, in: 2), 5.0 / 6 + 1.0 / 2))
  }

  /// HD-D times 42, worked another way.
  @Test func agreesWithTheHypergeometricDistribution() {
    let table = FrequencyTable(of: Skewed.cubic)
    let expected = table.spectrum.entries.reduce(0.0) { sum, entry in
      // ln of C(N−f, 42)/C(N, 42) by logarithms of the gamma function.
      let (all, count) = (Double(table.tokens), Double(entry.count))
      let log =
        Elementary.logGamma(all - count + 1) - Elementary.logGamma(all - count - 41)
        - Elementary.logGamma(all + 1) + Elementary.logGamma(all - 41)
      return sum + Double(entry.types) * (1 - Elementary.exponential(log))
    }
    #expect(agrees(table.spectrum.expectedTypes(of: table.tokens, in: 42), expected, within: 1e-9))
  }

  @Test(
    arguments: [
      (99, []), (100, [10]), (500, [10, 20, 50]), (20_000, [20, 50, 100, 200, 500, 1000, 2000]),
      (100_000, [100, 200, 500, 1000, 2000, 5000, 10_000]),
    ] as [(Int, [Int])])
  func lengthsLieBetweenAThousandthAndATenth(tokens: Int, lengths: [Int]) {
    #expect(DiversityPoint.lengths(tokens: tokens) == lengths)
  }

  @Test func degenerateTexts() {
    func points(_ letters: String) -> [DiversityPoint] {
      DiversityPoint.points(of: text(letters), vocabularySize: 30)
    }
    #expect(points("").isEmpty && points("a b c").isEmpty)
    // One type, and blocks that are all alike: nothing varies.
    #expect(
      points(String(repeating: "a", count: 100))
        == [DiversityPoint(tokens: 10, types: 1, standardError: 0)])
    let same = points(String(repeating: "abcdefghij|", count: 10))
    #expect(same.count == 1 && same[0].standardError < 1e-12)
    #expect(agrees(same[0].types, 10 * (1 - 0.33047621108672515), within: 1e-9))
    // Five blocks of one word, five of another: a half has 5 − k and k of them.
    let split = points(
      String(repeating: "a", count: 50) + String(repeating: "b", count: 50))
    #expect(split[0].standardError > 0.01)
  }

  /// A text of documents that each have words of a topic of their own beside common ones: words in bursts.
  static func bursts(seed: UInt64) -> TokenStream {
    var random = SplitMix64(seed: seed)
    var ids: [TokenID] = []
    for _ in 0..<80 {
      let topic = random.index(below: 10)
      for _ in 0..<30 {
        let uniform = Double(random.next() >> 11) * 0x1p-53
        let common = random.index(below: 3) > 0
        let rank = Int(uniform * uniform * uniform * (common ? 300 : 30))
        ids.append(TokenID(2 + (common ? rank : 300 + topic * 30 + rank)))
      }
      ids.append(SpecialToken.boundary)
    }
    return TokenStream(ids: ids, documentEnds: [ids.count], structure: .sentences)
  }

  /// Of 100 texts of one source, the spread that the points have is the spread that they foretell.
  ///
  /// The quotient of the two variances has a relative standard error of sqrt(2/99 + 2/(9 · 100)): 15.0 %. A prototype
  /// found standard errors 1.0 to 1.2 times the spread, for samples are not small beside halves; so the
  /// variance may be up to 1.44 times as large, and four standard errors more.
  @Test func standardErrorsAreThoseOfTheSource() {
    let all = (0..<100).map {
      DiversityPoint.points(of: Self.bursts(seed: UInt64($0)), vocabularySize: 602)
    }
    #expect(all[0].map(\.tokens) == [10, 20, 50, 100, 200])
    for (index, point) in all[0].enumerated() {
      let types = all.map { $0[index].types }
      let mean = types.reduce(0, +) / 100
      let variance = types.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 99
      let foretold = all.reduce(0) { $0 + $1[index].standardError * $1[index].standardError } / 100
      let quotient = foretold / variance
      #expect(
        quotient > 1 - 4 * 0.150 && quotient < 1.44 * (1 + 4 * 0.150),
        "\(point.tokens): \(quotient)")
      // 95 % of the intervals hold the mean of all texts: 95, within four standard errors of 2.2.
      let held = all.count { abs($0[index].types - mean) <= $0[index].halfWidth }
      #expect(held >= 86, "\(point.tokens): \(held)")
    }
  }
}
