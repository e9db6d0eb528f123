import Testing

@testable import Measures

@Suite struct SpectrumLawTests {
  /// The recursion r_0 = 1, r_(k+1) = 1 − exp(−r_k).
  ///
  /// By hand: 1, 1 − 1/e = .632, 1 − exp(−.632) = .469, …
  @Test func linesOfOneToken() {
    let alive = SpectrumLaw.extinction(generations: 12).map { 1 - $0 }
    let known = [
      1, 0.632, 0.469, 0.374, 0.312, 0.268, 0.235, 0.210, 0.189, 0.172, 0.158, 0.146, 0.136,
    ]
    #expect(alive.count == known.count)
    for (value, expected) in zip(alive, known) { #expect(abs(value - expected) < 0.0005) }
    // 1/k ≤ r_(k−1) ≤ 2/(k+1).
    for (index, value) in alive.enumerated() {
      let k = Double(index + 1)
      #expect(1 / k <= value && value <= 2 / (k + 1))
    }
  }

  /// The median times of branching theory; they approach 2c/ln 2 = 2.885c.
  @Test(arguments: [(0, 0), (1, 2), (2, 5), (5, 13), (10, 27), (20, 56), (50, 142)])
  func medianForgettingTime(count: Int, generations: Int) {
    #expect(SpectrumLaw.medianForgettingTime(count: count) == generations)
  }

  /// Two hapaxes and one type of three tokens: after one generation
  /// (2·(1 − e^−1) + (1 − e^−3))/3 = (1.264241 + .950213)/3 = .738151.
  @Test func retainedShareOfThreeTypes() {
    let law = SpectrumLaw(spectrum: FrequencySpectrum(counts: [1, 3, 0, 1]))
    let retained = law.retainedShare(generations: 2)
    #expect(retained.count == 3)
    #expect(retained[0] == 1)
    #expect(agrees(retained[1], 0.738151, within: 1e-6))
    // Variance 2·.632121·.367879 + .950213·.049787 = .512397; its root over 3.
    let deviation = law.standardDeviation(generations: 1)
    #expect(deviation[0] == 0)
    #expect(agrees(deviation[1], 0.238606, within: 1e-6))
    #expect(agrees(law.retainedShare(generations: 1, counts: 3...8)[1], 0.950213, within: 1e-6))
    #expect(law.retainedShare(generations: 1, counts: 4...8) == [])
    #expect(agrees(law.expectedTypes(generations: 1)[1], 3 * 0.738151, within: 1e-5))
  }

  /// Texts of half the length of a hapax and a type of three: N p is ½ and 3/2, so that
  /// (1 − e^−.5) + (1 − e^−1.5) = 1.170339, and with r_1 = .632121
  /// (1 − e^−.316060) + (1 − e^−.948181) = .883539.
  @Test func typesOfShorterTexts() {
    let law = SpectrumLaw(spectrum: FrequencySpectrum(counts: [1, 3]))
    let types = law.expectedTypes(generations: 2, tokens: 2)
    #expect(types.count == 3 && types[0] == 2)
    #expect(agrees(types[1], 1.170339, within: 1e-6))
    #expect(agrees(types[2], 0.883539, within: 1e-6))
    // At full length it is the law of the counts.
    let whole = law.expectedTypes(generations: 9, tokens: 4)
    for (types, share) in zip(whole, law.retainedShare(generations: 9)) {
      #expect(agrees(types, 2 * share))
    }
    #expect(law.expectedTypes(generations: 0, tokens: 4) == [2])
    let empty = SpectrumLaw(spectrum: FrequencySpectrum(counts: []))
    #expect(empty.expectedTypes(generations: 1, tokens: 5) == [0, 0])
  }

  @Test func accumulateForgetsNothing() {
    let spectrum = FrequencySpectrum(counts: [1, 1, 5])
    let law = SpectrumLaw(spectrum: spectrum, schedule: .accumulate)
    #expect(law.retainedShare(generations: 3) == [1, 1, 1, 1])
    #expect(law.standardDeviation(generations: 3) == [0, 0, 0, 0])
    #expect(law.expectedTypes(generations: 3) == [3, 3, 3, 3])
  }

  @Test func emptySpectrumHasNoShare() {
    let law = SpectrumLaw(spectrum: FrequencySpectrum(counts: []))
    #expect(law.retainedShare(generations: 3) == [])
    #expect(law.standardDeviation(generations: 3) == [])
    #expect(law.expectedTypes(generations: 1) == [0, 0])
  }

  @Test func curveCarriesTheLaw() {
    let law = SpectrumLaw(spectrum: FrequencySpectrum(counts: [1, 1, 3]))
    let curve = law.retainedCurve(generations: 4, standing: "approximate")
    #expect(curve.measure == "retainedVocabulary")
    #expect(curve.standing == "approximate")
    #expect(curve.values == law.retainedShare(generations: 4))
    #expect(curve.law.contains("all text replaced"))
  }
}
