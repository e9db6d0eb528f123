import Measures
import Testing

@Suite struct FrequencyClassTests {
  /// Counts on every bound; classes without types are left out.
  @Test func classesOfASpectrum() {
    let spectrum = FrequencySpectrum(counts: [1, 1, 3, 4, 5, 8, 16, 17, 128, 129, 4000])
    let classes = FrequencyClass.classes(of: spectrum)
    #expect(classes.map(\.least) == [1, 3, 5, 9, 17, 65, 129])
    #expect(classes.map(\.greatest) == [1, 4, 8, 16, 32, 128, nil])
    #expect(classes.map(\.types) == [2, 2, 2, 1, 1, 1, 2])
    #expect(classes.allSatisfy { $0.expected == [] })
  }

  /// Bounds leave no gap and do not overlap.
  @Test func boundsAreContiguous() {
    var next = 1
    for (least, greatest) in FrequencyClass.bounds {
      #expect(least == next)
      next = (greatest ?? 0) + 1
    }
    #expect(next == 1)
  }

  @Test func expectationFollowsTheLaw() {
    let spectrum = FrequencySpectrum(counts: [1, 2, 2])
    let classes = FrequencyClass.classes(
      of: spectrum, law: SpectrumLaw(spectrum: spectrum), generations: 1)
    // 1 − e^−1 and 1 − e^−2.
    #expect(classes.map(\.expected.count) == [2, 2])
    #expect(agrees(classes[0].expected[1], 0.632121, within: 1e-6))
    #expect(agrees(classes[1].expected[1], 0.864665, within: 1e-6))
  }

  /// D_0: a 3, b 1, c 1, <unk> 1; D_g has a and c: of {b, c} one half, of {a} all.
  @Test func survival() {
    let real = FrequencyTable(of: text("a a a b c ?"))
    let classes = FrequencyClass.classes(of: real.spectrum)
    let training = FrequencyTable(of: text("a c ? z"))
    #expect(FrequencyClass.survival(of: classes, real: real, training: training) == [0.5, 1])
  }

  @Test func recordOfAnObservation() {
    let seen = observation(
      of: "a b ? |", reference: "a b c |", real: "a a a b c", training: "a c z")
    let classes = FrequencyClass.classes(of: seen.reference.training.spectrum)
    let record = GenerationRecord(
      replicate: 2, observation: seen, syntheticTokens: 1, classes: classes,
      trackedTypes: [2, 3, 27, 99], notes: ["first"])
    #expect(record.replicate == 2 && record.generation == 1)
    #expect(record.trainingTokens == 3 && record.syntheticTokens == 1)
    #expect(record.comparedTokens == 3)
    #expect(record.classSurvival == [0.5, 1])
    #expect(record.trackedCounts == [1, 0, 1, 0])
    #expect(record.rankFrequency.count == 2)
    #expect(record.measures["vocabularySize"] == 2)
    #expect(record.notes.first == "first" && record.notes.count > 1)
  }
}
