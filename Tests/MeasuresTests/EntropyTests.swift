import Measures
import Testing

@Suite struct EntropyTests {
  @Test(
    arguments: [
      // Counts 3, 2, 1, 1 of 7: 3/7·log2(7/3) + 2/7·log2(7/2) + 2/7·log2 7
      // = .42857·1.22239 + .28571·1.80735 + .28571·2.80735 = 1.84237.
      ("a b a c a b d", 1.8423709931771084),
      // Four types alike: 2 bits; boundaries do not matter.
      ("a b | c d |", 2.0),
      // <unk> is one cell: two cells of one half each.
      ("a ? a ?", 1.0),
      // Nothing to be unsure of, and no negative zero.
      ("a a a", 0.0),
    ] as [(String, Double)])
  func plugIn(letters: String, expected: Double) {
    let entropy = value("entropy", observation(of: letters))
    #expect(agrees(entropy, expected))
    #expect(entropy?.sign == .plus)
  }

  @Test(
    arguments: [
      // Counts 3, 2, 1, 1: C = 1 − 2/7 = 5/7, Cp = 15/49, 10/49, 5/49, 5/49; the terms
      // −Cp·log2(Cp)/(1 − (1 − Cp)^7) sum to 2.42303 (infomeasure 0.6.3 says the same).
      ("a b a c a b d", 2.4230254627948105),
      // All hapaxes: V_1 counts as 2 of 3, C = 1/3, Cp = 1/9 each:
      // 3·(1/9·log2 9)/(1 − (8/9)^3) = 1.056642/0.297668 = 3.549731.
      ("a b c", 3.5497316836427713),
      // Full coverage of one type: no entropy.
      ("a a a a", 0.0),
      // <unk> once is a singleton cell like any other: as counts 2, 1, 1.
      ("a a b ?", 2.5438179519595447),
    ] as [(String, Double)])
  func chaoShen(letters: String, expected: Double) {
    #expect(agrees(value("entropyChaoShen", observation(of: letters)), expected))
  }

  /// scipy 1.17.1, stats.entropy(counts, base=2); infomeasure 0.6.3, entropy(approach="chao_shen").
  @Test func outsideReference() {
    #expect(agrees(value("entropy", Skewed.observed), 9.173210003789293))
    #expect(agrees(value("entropyChaoShen", Skewed.observed), 9.401156323101462))
  }

  @Test(arguments: ["entropy", "entropyChaoShen"])
  func emptyTextHasNone(name: String) {
    #expect(value(name, observation(of: "", reference: "a")) == nil)
  }
}
